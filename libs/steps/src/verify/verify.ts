import { stackName } from "@tagform/deployment";
import { RefusedError } from "@tagform/outcome";

import { readCloud } from "../cloud";
import { readOptionalRunFile } from "../json-file";
import { runDirectory } from "../run-directory";
import { SOURCE_MANIFEST } from "../source/source-manifest";
import { type StepContext } from "../step-context";
import { earlierReport } from "./earlier-report";
import { CHECK_GROUPS, type CheckGroup } from "./finding";
import { type SynthesizedConfiguration, verifyConfiguration } from "./verify-configuration";
import { type VerifyMode, type VerifyReport } from "./verify-report";

/** Synthesizes the run's cell below `outdir`; given by the program, steps know no cdktf. */
export type Synthesize = (outdir: string) => Promise<SynthesizedConfiguration>;

export interface VerifyRequest {
  /** The run directory. */
  readonly run: string;
  readonly synthesize: Synthesize;
  readonly mode: VerifyMode;
  /**
   * Run one group of checks; `scan` adds to the report that `lint` left in the run directory.
   *
   * @default - all checks
   */
  readonly checks?: CheckGroup;
  /** Path of the committed dependency lock file; used when the provider comes from the registry. */
  readonly dependencyLock?: string;
  /** Decides which accepted findings have expired. @default - the time of this machine */
  readonly now?: () => Date;
}

/**
 * Synthesize the run's cell to `<run>/synth` and check it; the reports are `<run>/verify/report.*`.
 *
 * @returns the report, whatever it says: {@link verifyExitCode} tells how a command ends
 * @throws RefusedError if what is synthesized is another cell than the run's, or not what lint checked;
 * InterruptedError on Ctrl-C
 */
export async function verify(request: VerifyRequest, context: StepContext): Promise<VerifyReport> {
  const { mode, checks, synthesize, dependencyLock, now } = request;
  const files = runDirectory(request.run);
  const { provider } = await readCloud(files);
  const manifest = await readOptionalRunFile(files.sourceManifest, SOURCE_MANIFEST);
  const synthesized = await synthesize(files.synth);
  const expected = manifest === undefined ? synthesized.stackName : stackName(manifest.cell);
  if (synthesized.stackName !== expected) {
    throw new RefusedError(`this run is of cell ${expected}, but ${synthesized.stackName} was synthesized`);
  }
  context.report(`verify: synthesized ${expected}/${synthesized.file}, SHA-256 ${synthesized.sha256}`);
  const given = {
    ...(checks === undefined ? {} : { checks: CHECK_GROUPS[checks] }),
    ...(checks === "scan" ? { earlier: await earlierReport(files, synthesized, mode) } : {}),
    ...(dependencyLock === undefined ? {} : { dependencyLock }),
    ...(now === undefined ? {} : { now }),
  };
  return verifyConfiguration({ synthesized, reports: files.verify, mode, provider, ...given }, context);
}
