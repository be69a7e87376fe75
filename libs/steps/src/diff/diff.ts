import { chmod } from "node:fs/promises";
import { join } from "node:path";

import { RefusedError } from "@tagform/outcome";
import { parsePlanJson, type ResourceChange, resourceChanges, type Terraform } from "@tagform/toolchain";

import { type CellSession } from "../cell-session";
import { assertCloudIsSafe, type Cloud } from "../cloud";
import { type Destination } from "../destination";
import { digestOfFile } from "../digest";
import { countPlan, formatPlan } from "../plan/plan-counts";
import { type PlanCounts } from "../plan/plan-summary";
import { prepareFolders } from "../plan/prepare-folders";
import { type RunDirectory, runDirectory } from "../run-directory";
import { initialize, runTerraform } from "../run-terraform";
import { type StepContext } from "../step-context";
import { type SynthesizedConfiguration } from "../verify/verify-configuration";
import { type ElementOrigin, originOf } from "./element-origin";

export interface DiffRequest {
  /** A run directory with the synthesized configuration. It comes to hold secrets: the caller removes it. */
  readonly run: string;
  readonly destination: Pick<Destination, "stackName">;
  /** What was synthesized there. */
  readonly configuration: Pick<SynthesizedConfiguration, "file" | "sha256">;
  readonly origins: readonly ElementOrigin[];
  readonly cloud: Cloud;
  /** Path of the dependency lock file; used when the provider comes from the registry. */
  readonly dependencyLock: string;
  readonly session: CellSession;
  /**
   * What a delivery would do with the cell.
   *
   * @default "deploy"
   */
  readonly mode?: "deploy" | "destroy";
}

/** A change of a resource, with where its construct comes from, as far as that is known. */
export interface LocatedChange extends ResourceChange, Partial<Omit<ElementOrigin, "address">> {}

/** What deploying a configuration would change. No sensitive value is in it. */
export interface CellDiff {
  /** `+3 ~1 -2 (1 replaced)`, or `no changes`. */
  readonly line: string;
  readonly noChanges: boolean;
  readonly counts: PlanCounts;
  /** The file that was planned and its SHA-256, which verify records and plan holds a delivery to. */
  readonly configuration: { readonly file: string; readonly sha256: string };
  /** Most dangerous first. */
  readonly resources: readonly LocatedChange[];
  readonly changedOutputs: readonly string[];
  /** The plan in terraform's own words, which masks sensitive values. */
  readonly planText: string;
}

/**
 * Tell what a delivery of these very bytes would change. Nothing can be applied from it.
 *
 * The state is read without its lock: a look must not keep a delivery waiting, and needs no permission to write. What a
 * delivery changes at the same time may be missed.
 *
 * @throws RefusedError if the file is not what was synthesized, or the cloud is not safe
 */
export async function diff(request: DiffRequest, context: StepContext): Promise<CellDiff> {
  const { cloud, configuration, destination, origins, session } = request;
  assertCloudIsSafe(cloud);
  const files = runDirectory(request.run);
  await prepareFolders(files, cloud, request);
  await assertSameBytes(files, configuration, destination.stackName);
  const terraform = await runTerraform({ files, cloud, session }, context);
  await initialize(terraform, cloud);
  const { json, planText, hasChanges } = await planWithoutLock(terraform, files, request.mode);
  const plan = parsePlanJson(json);
  const counts = countPlan(plan);
  return {
    line: formatPlan(counts, !hasChanges),
    noChanges: !hasChanges,
    counts,
    configuration: { file: configuration.file, sha256: configuration.sha256 },
    resources: resourceChanges(json).map((change) => ({ ...originOf(change.address, origins), ...change })),
    changedOutputs: plan.changedOutputs,
    planText,
  };
}

async function assertSameBytes(
  { work }: RunDirectory,
  { file, sha256 }: DiffRequest["configuration"],
  stackName: string,
): Promise<void> {
  const found = await digestOfFile(join(work, file));
  if (found === sha256) return;
  throw new RefusedError(
    `${stackName}/${file} is not what was synthesized: its SHA-256 is ${found}, it was ${sha256}`,
  );
}

async function planWithoutLock(
  terraform: Terraform,
  files: RunDirectory,
  mode: DiffRequest["mode"],
): Promise<{ json: string; planText: string; hasChanges: boolean }> {
  const destroy = mode === "destroy";
  const hasChanges = await terraform.plan({ out: files.planFile, lockTimeoutSeconds: "no lock", destroy });
  await chmod(files.planFile, 0o600);
  const json = await terraform.showPlanJson(files.planFile);
  return { json, planText: await terraform.showPlanText(files.planFile), hasChanges };
}
