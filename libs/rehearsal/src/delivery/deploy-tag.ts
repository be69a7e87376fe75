import { mkdir, rename, writeFile } from "node:fs/promises";

import { formatDeploymentTag, type StateLocation } from "@tagform/deployment";
import { EXIT, type ExitCode, UserError } from "@tagform/outcome";
import {
  type Cloud,
  COMMIT_STEPS,
  type CommitStep,
  failureWords,
  goesOn,
  isWorthRecording,
  runDirectory,
} from "@tagform/steps";
import { InterruptedError, type ProviderSource } from "@tagform/toolchain";

import { type RehearsedTag } from "../clone/clone-for-rehearsal";
import { type WriteMirror } from "../provider/commit-mirror";
import { type Progress, timed } from "./progress";
import { readPlanLine, readRunResults, reportFiles, type RunResults } from "./run-results";
import { type RunStep } from "./step-runner";

/** The steps of a delivery, as a rehearsal runs them. */
export interface RehearsalSteps {
  /** `source` of the steps: export the tagged commit into the run directory. */
  source(request: { run: string; repository: string; tag: string; releaseBranch: string }): Promise<{
    readonly commit: string;
  }>;
  /** Run one of the other steps as the exported commit's own code. */
  readonly runStep: RunStep;
  /** Make the rehearsal provider serve what the commit uses; called only where it is the provider. */
  readonly writeMirror: WriteMirror;
}

/** A tag that was deployed to the embedded AWS. */
export interface RehearsedDeployment extends RunResults {
  readonly tag: string;
  readonly commit: string;
  /** What the plan was: `+3 ~1 -2`, or `no changes`. */
  readonly plan: string;
  readonly state: StateLocation;
  /** The run directory. */
  readonly run: string;
  /** Files for people and other tools. */
  readonly reports: readonly string[];
  readonly durationMs: number;
}

export interface DeployTagRequest extends RehearsedTag {
  readonly state: StateLocation;
  /** The private clone. */
  readonly repository: string;
  /** The new run directory. */
  readonly run: string;
  /** Where the provider comes from, which is known before the cloud is. */
  readonly provider: ProviderSource;
  /** Comes while the commit is exported and its provider is prepared. */
  readonly cloud: Promise<RehearsalCloud>;
  /** Nothing was deployed to the cloud yet: no state lies there, and nobody needs to wait for it to look. */
  readonly isFirst: boolean;
  readonly steps: RehearsalSteps;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/** An embedded AWS that is ready for a delivery. */
export interface RehearsalCloud {
  readonly cloud: Cloud;
  /** Its address. */
  readonly endpoint: string;
  /** Done when the place of the state exists; nothing before plan needs it. */
  readonly backend: Promise<void>;
}

/** A step of a rehearsed delivery failed; it has said why. Ends with the step's own exit code. */
export class RehearsalFailedError extends UserError {
  public override readonly name = "RehearsalFailedError";
  public override readonly exitCode: ExitCode;

  public constructor(
    message: string,
    public readonly step: CommitStep,
    /** The step's own exit code. `exitCode` is the same where tagform knows it. */
    public readonly childExitCode: number,
  ) {
    super(message);
    const known = Object.values(EXIT).find((code) => code !== EXIT.ok && code === childExitCode);
    this.exitCode = known ?? EXIT.error;
  }
}

/**
 * Deliver one tag of the private clone to the cloud, step by step.
 *
 * @throws RehearsalFailedError if a step fails, InterruptedError on abort
 */
export async function deployTag(request: DeployTagRequest): Promise<RehearsedDeployment> {
  const started = Date.now();
  const { progress, state, run } = request;
  const tag = formatDeploymentTag(request.tag);
  await mkdir(run, { recursive: true });
  const { commit } = await exportSource(request, tag);
  await provideMirror(request, tag);
  const { cloud, backend } = await request.cloud;
  await writeCloud(run, cloud);
  const begun = ["--started-at", new Date(started).toISOString()];
  const [first, ...others] = COMMIT_STEPS;
  await bothDone(runOne(request, tag, first, begun), backend);
  for (const step of others) await runOne(request, tag, step, begun);
  const { line, noChanges } = await readPlanLine(run);
  if (noChanges) progress.note(`nothing to deploy: ${tag} changes nothing in what is deployed already`);
  const results = await readRunResults(run);
  const reports = await reportFiles(run);
  return { tag, commit, plan: line, state, run, reports, durationMs: Date.now() - started, ...results };
}

async function writeCloud(run: string, cloud: Cloud): Promise<void> {
  const file = runDirectory(run).cloud;
  await writeFile(`${file}.partial`, `${JSON.stringify(cloud, undefined, 2)}\n`);
  await rename(`${file}.partial`, file);
}

/** Waits for both also when one fails, so that nothing goes on after a failure is told; the first one's counts. */
async function bothDone(first: Promise<void>, second: Promise<void>): Promise<void> {
  for (const ended of await Promise.allSettled([first, second])) {
    if (ended.status === "rejected") throw ended.reason;
  }
}

function exportSource(request: DeployTagRequest, tag: string): Promise<{ readonly commit: string }> {
  const { progress, steps, repository, releaseBranch, run } = request;
  assertGoesOn(request, tag, "source");
  return timed(
    progress,
    { name: "source", tag },
    () => steps.source({ run, repository, tag, releaseBranch }),
    ({ commit }) => `commit ${commit.slice(0, 12)}`,
  );
}

/** Before verify: terraform validates with the provider's schemas. */
async function provideMirror(request: DeployTagRequest, tag: string): Promise<void> {
  const { provider, steps, progress, run, state, isFirst } = request;
  if (provider.kind !== "rehearsal") return;
  assertGoesOn(request, tag, "the rehearsal provider");
  const { cell } = request.tag;
  const mirror = provider.directory;
  const stateAt = async (): Promise<string | undefined> =>
    isFirst ? undefined : (await request.cloud).endpoint;
  await timed(
    progress,
    { name: "rehearsal provider", tag },
    () => steps.writeMirror({ cell, run, state, stateAt, mirror }),
    ({ resources, dataSources }) => `${resources.length} resource types, ${dataSources.length} data sources`,
  );
}

async function runOne(
  request: DeployTagRequest,
  tag: string,
  step: CommitStep,
  begun: readonly string[],
): Promise<void> {
  const { progress, steps, run } = request;
  assertGoesOn(request, tag, step);
  const act = async (): Promise<string | undefined> => {
    const words = step === "record" ? begun : [];
    const exitCode = await steps.runStep({ step, run, words, onLine: (line) => progress.line(line) });
    assertGoesOn(request, tag, step);
    if (goesOn(step, exitCode)) return step === "plan" ? (await readPlanLine(run)).line : undefined;
    const left = `what it left is in ${run}`;
    throw new RehearsalFailedError(
      `${step} of ${tag} failed with exit code ${exitCode}: ${left}`,
      step,
      exitCode,
    );
  };
  try {
    await timed(progress, { name: step, tag }, act, (detail) => detail);
  } catch (problem) {
    if (problem instanceof RehearsalFailedError) await recordFailure(request, problem, begun);
    throw problem;
  }
}

/** As a delivery does: once the cloud was asked for something, how that ended is kept beside the state. */
async function recordFailure(
  { steps, run, progress }: DeployTagRequest,
  { step, childExitCode }: RehearsalFailedError,
  begun: readonly string[],
): Promise<void> {
  if (!isWorthRecording(step)) return;
  const words = [...begun, ...failureWords(step, childExitCode)];
  await steps.runStep({ step: "record", run, words, onLine: (line) => progress.line(line) });
}

function assertGoesOn({ signal }: DeployTagRequest, tag: string, step: string): void {
  if (signal.aborted) throw new InterruptedError(`interrupted in ${step} of ${tag}`);
}
