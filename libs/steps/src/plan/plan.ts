import { chmod } from "node:fs/promises";
import { join } from "node:path";

import { formatCell, INFRA_BUILD_ROLE, isSameCell } from "@tagform/deployment";
import { RefusedError } from "@tagform/outcome";
import { parsePlanJson, type Terraform } from "@tagform/toolchain";

import { type CellSession } from "../cell-session";
import { type Cloud, readCloud } from "../cloud";
import { type Destination } from "../destination";
import { digestOfFile, digestOfFolder } from "../digest";
import { readOptionalRunFile, writeJson, writeWhole } from "../json-file";
import { assertTagWasNotMoved } from "../record/deployed-tag";
import { type RunDirectory, runDirectory } from "../run-directory";
import { explainFailure, initialize, lockTimeoutOf, runTerraform } from "../run-terraform";
import { type SealSettings } from "../seal/seal-key";
import { sealPlan } from "../seal/seal-plan";
import { sealedTool } from "../seal/sealed-tool";
import { SOURCE_MANIFEST, type SourceManifest } from "../source/source-manifest";
import { type StepContext } from "../step-context";
import { assertVerified } from "./check-verified";
import { digestOfWork } from "./digest-of-work";
import { countPlan, formatPlan } from "./plan-counts";
import { reportPolicy } from "./plan-policy";
import { type PlanSummary } from "./plan-summary";
import { prepareFolders } from "./prepare-folders";

export interface PlanRequest {
  /** The run directory, with the synthesized configuration. */
  readonly run: string;
  readonly destination: Destination;
  /** @default "deploy" */
  readonly mode?: PlanSummary["mode"];
  /** Path of the committed dependency lock file; used when the provider comes from the registry. */
  readonly dependencyLock?: string;
  /** @default - the configuration's own: InfraBuildRole, no session tags */
  readonly session?: CellSession;
  /** Role in the cell's account as which alone the plan may be applied. @default "InfraBuildRole" */
  readonly applyRole?: string;
  /** @default - a local key, and a plan that stays in the run directory */
  readonly seal?: SealSettings;
  /**
   * Days until the plan may no longer be applied: more than the 7 that an approval may take.
   *
   * @default 8
   */
  readonly validDays?: number;
  /** @default 300, and 20 on an embedded AWS */
  readonly lockTimeoutSeconds?: number;
  /**
   * What must be settled before anything is planned, while terraform is prepared; what it fails with ends the run.
   *
   * @default - nothing
   */
  readonly mayPlan?: Promise<void>;
}

/** A pipeline waits 7 days for an approval. */
const VALID_DAYS = 8;
const SECRET = 0o600;

/**
 * Save a plan of the run's configuration, with everything that identifies it, sealed.
 *
 * @throws LockHeldError if another run holds the lock of the state, InterruptedError on Ctrl-C; both say what to
 * do next. RefusedError if the run was made for another cell, or if its tag was deployed
 * before as something else.
 */
export async function plan(request: PlanRequest, context: StepContext): Promise<PlanSummary> {
  const started = Date.now();
  const files = runDirectory(request.run);
  const cloud = await readCloud(files);
  const manifest = await readOptionalRunFile(files.sourceManifest, SOURCE_MANIFEST);
  if (manifest !== undefined) {
    assertSameCell(manifest, request);
    await assertTagWasNotMoved(manifest, cloud, request.destination);
  }
  await prepareFolders(files, cloud, request);
  await assertVerified(files, request.destination.stackName, cloud);
  const terraform = await runTerraform({ files, cloud, session: request.session }, context);
  const { facts, json } = await makePlan(terraform, files, cloud, request);
  await reportPolicy(json, files, context);
  const unsealed = describePlan(request, { facts, cloud, manifest, durationMs: Date.now() - started });
  const { destination, seal: settings = {}, applyRole = INFRA_BUILD_ROLE, validDays = VALID_DAYS } = request;
  const tool = await sealedTool(terraform, context);
  const sealing = { files, cloud, destination, manifest, settings, tool, applyRole, validDays };
  const seal = await sealPlan({ ...sealing, summary: unsealed }, context);
  const summary: PlanSummary = { ...unsealed, seal };
  await writeJson(files.planSummary, summary);
  context.report(`plan: ${formatCell(summary.cell)}: ${summary.line}; sealed as ${seal}`);
  return summary;
}

interface MadePlan {
  readonly facts: PlanFacts;
  readonly cloud: Cloud;
  readonly manifest: SourceManifest | undefined;
  readonly durationMs: number;
}

function describePlan(
  { mode = "deploy", destination, session }: PlanRequest,
  { facts, cloud, manifest, durationMs }: MadePlan,
): Omit<PlanSummary, "seal"> {
  const { cell, accountId, stackName } = destination;
  return {
    mode,
    ...facts,
    cell,
    accountId,
    stackName,
    ...(manifest === undefined ? {} : { tag: manifest.tag, commit: manifest.commit }),
    cloud: cloud.kind,
    provider: cloud.provider.kind,
    ...(session === undefined ? {} : { session }),
    createdAt: new Date().toISOString(),
    durationMs,
  };
}

function assertSameCell(manifest: SourceManifest, { destination }: PlanRequest): void {
  if (isSameCell(manifest.cell, destination.cell)) return;
  throw new RefusedError(
    `this run is of tag "${manifest.tag}", it cannot plan cell ${formatCell(destination.cell)}`,
  );
}

type PlanFacts = Pick<PlanSummary, "line" | "noChanges" | "digests" | "terraform" | "state"> &
  ReturnType<typeof countPlan>;

async function makePlan(
  terraform: Terraform,
  files: RunDirectory,
  cloud: Cloud,
  request: PlanRequest,
): Promise<{ readonly facts: PlanFacts; readonly json: string }> {
  await initialize(terraform, cloud);
  const product = await terraform.version();
  const state = await terraform.stateVersion();
  await request.mayPlan;
  const changes = await savePlan(terraform, files, cloud, request);
  const json = await terraform.showPlanJson(files.planFile);
  await writeWhole(files.planJson, json, SECRET);
  await writeWhole(files.planText, await terraform.showPlanText(files.planFile), SECRET);
  const counts = countPlan(parsePlanJson(json));
  const facts = {
    ...counts,
    line: formatPlan(counts, !changes),
    noChanges: !changes,
    digests: {
      config: await digestOfFolder(join(files.synth, request.destination.stackName)),
      work: await digestOfWork(files),
      tfplan: await digestOfFile(files.planFile),
      planJson: await digestOfFile(files.planJson),
    },
    terraform: product,
    ...(state === undefined ? {} : { state }),
  };
  return { facts, json };
}

async function savePlan(
  terraform: Terraform,
  files: RunDirectory,
  cloud: Cloud,
  request: PlanRequest,
): Promise<boolean> {
  const { lockTimeoutSeconds = lockTimeoutOf(cloud), mode } = request;
  try {
    const destroy = mode === "destroy";
    return await terraform.plan({ out: files.planFile, lockTimeoutSeconds, destroy });
  } catch (error) {
    const explained = await explainFailure(terraform, error, "nothing was changed");
    throw explained.error;
  } finally {
    await chmod(files.planFile, SECRET).catch(() => undefined);
  }
}
