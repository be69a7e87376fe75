import { rm } from "node:fs/promises";
import { join } from "node:path";

import { formatCell } from "@tagform/deployment";
import { InterruptedError, type Terraform } from "@tagform/toolchain";

import { APPROVAL, type ApprovalPolicy } from "../approve/approval";
import { type CellSession } from "../cell-session";
import { type Cloud, readCloud } from "../cloud";
import { type Destination } from "../destination";
import { readOptionalRunFile, readRunFile, writeJson } from "../json-file";
import { PLAN_SUMMARY } from "../plan/plan-summary";
import { type RunDirectory, runDirectory } from "../run-directory";
import { lockTimeoutOf, runTerraform } from "../run-terraform";
import { checkNow } from "../seal/check-now";
import { checkSeal } from "../seal/check-seal";
import { checkUnused } from "../seal/check-unused";
import { fetchSealed, type OpenedSeal, readSeal, signatureProblem } from "../seal/open-seal";
import { type PlanStore, planStore } from "../seal/plan-store";
import { sealKey, type SealSettings } from "../seal/seal-key";
import { SOURCE_MANIFEST, type SourceManifest } from "../source/source-manifest";
import { type StepContext } from "../step-context";
import { explainApply, keepEvidence } from "./apply-failure";
import { type ApplyResult, resultWithoutChanges } from "./apply-result";
import { plannedOutputs, readOutputs } from "./read-outputs";

export interface ApplyRequest {
  /** The run directory, with a plan and its approval. */
  readonly run: string;
  readonly destination: Destination;
  /** Of the environment: the approval must satisfy it. */
  readonly policy: ApprovalPolicy;
  /** @default - the configuration's own: InfraBuildRole, no session tags */
  readonly session?: CellSession;
  /** @default - a local key, and a plan that lies in the run directory */
  readonly seal?: SealSettings;
  /**
   * What the pipeline runs for: its tag, and the digest of the plan that it showed.
   *
   * @default - what the run directory holds
   */
  readonly expected?: { readonly tag?: string; readonly digest?: string };
  /** @default 300, and 20 on an embedded AWS */
  readonly lockTimeoutSeconds?: number;
}

interface Work {
  readonly files: RunDirectory;
  readonly cloud: Cloud;
  readonly seal: OpenedSeal;
  /** Where the plan was fetched from; undefined if it was made here. */
  readonly store: PlanStore | undefined;
  readonly lockTimeoutSeconds: number;
}

/**
 * Apply the sealed and approved plan of this run, and never anything else: it is not planned again, and it is applied
 * once. Without changes a plan is "unchanged", or "destroyed" where it was to destroy, and terraform is not started.
 *
 * @throws RefusedError if plan, seal, configuration or approval do not fit together, or the state has changed since;
 * LockHeldError if another run holds the lock; InterruptedError on Ctrl-C. What the failure left behind, the
 * lock above all, is in the message and in `apply.json`.
 */
export async function apply(request: ApplyRequest, context: StepContext): Promise<ApplyResult> {
  const files = runDirectory(request.run);
  const cloud = await readCloud(files);
  const manifest = await readOptionalRunFile(files.sourceManifest, SOURCE_MANIFEST);
  const { destination, session, seal: settings = {}, lockTimeoutSeconds = lockTimeoutOf(cloud) } = request;
  const store = planStore({ settings, cloud, destination, tagObject: manifest?.tagObject });
  try {
    const seal = await openSeal(request, files, store);
    const work: Work = { files, cloud, seal, store, lockTimeoutSeconds };
    await checkAll(request, work, manifest, context);
    return await applyChecked(work, session, context);
  } finally {
    // A plan that was fetched stays where it is kept: it may hold secrets, and the run directory becomes an artifact.
    if (store !== undefined) await rm(files.planFile, { force: true });
  }
}

async function applyChecked(
  work: Work,
  session: CellSession | undefined,
  context: StepContext,
): Promise<ApplyResult> {
  const { files, cloud, seal, store } = work;
  const run = new ApplyRun(files, seal);
  if (seal.statement.noChanges) {
    const outputs = store === undefined ? await plannedOutputs(files) : {};
    const result = resultWithoutChanges(seal.statement.mode);
    return reportEnd(context, seal, await run.end(result, outputs));
  }
  // Where terraform finds state and providers is not sealed: what came along with the plan is not believed.
  if (store !== undefined) await rm(join(files.work, ".terraform"), { recursive: true, force: true });
  const terraform = await runTerraform({ files, cloud, session }, context);
  const hasPlanJson = store === undefined;
  await checkNow({ terraform, files, cloud, statement: seal.statement, hasPlanJson }, context);
  return applySealed(terraform, work, run, context);
}

async function openSeal(
  { expected }: ApplyRequest,
  files: RunDirectory,
  store: PlanStore | undefined,
): Promise<OpenedSeal> {
  if (store === undefined) return readSeal(files, expected?.digest);
  const digest = expected?.digest ?? (await readSeal(files)).digest;
  // Another one that came along is refused, and not replaced by what was stored.
  await readSeal(files, digest);
  await fetchSealed(files, store, digest);
  return readSeal(files, digest);
}

async function checkAll(
  { destination, policy, session, seal: settings = {}, expected }: ApplyRequest,
  { files, cloud, seal, store }: Work,
  manifest: SourceManifest | undefined,
  context: StepContext,
): Promise<void> {
  await checkSeal({
    ...{ files, cloud, destination, policy, session, seal, manifest },
    signature: await signatureProblem(files, seal, sealKey(settings, cloud, context)),
    summary: await readRunFile(files.planSummary, PLAN_SUMMARY),
    approval: await readOptionalRunFile(files.approval, APPROVAL),
    expectedTag: expected?.tag,
    hasPlanJson: store === undefined,
  });
  await checkUnused({ files, cloud, destination, seal });
}

async function applySealed(
  terraform: Terraform,
  { files, seal, store, lockTimeoutSeconds }: Work,
  run: ApplyRun,
  context: StepContext,
): Promise<ApplyResult> {
  await store?.begin(seal.digest);
  await run.begin();
  try {
    const onLine = (line: string): void => context.report(`apply: ${line}`);
    await terraform.apply(files.planFile, { lockTimeoutSeconds, onLine });
    const outputs = await readOutputs(terraform.uninterrupted());
    const result = seal.statement.mode === "destroy" ? "destroyed" : "applied";
    return reportEnd(context, seal, await run.end(result, outputs));
  } catch (error) {
    const { error: failure, left, untouched } = await explainApply(terraform, files, error);
    const result = failure instanceof InterruptedError ? "interrupted" : "failed";
    await run.end(result, {
      error: failure instanceof Error ? failure.message : String(failure),
      ...(left?.lock === undefined ? {} : { lock: left.lock }),
      ...(untouched ? { untouched } : {}),
    });
    await keepEvidence(files, store, context);
    throw failure;
  }
}

function reportEnd(context: StepContext, { statement }: OpenedSeal, ended: ApplyResult): ApplyResult {
  context.report(`apply: ${formatCell(statement.cell)}: ${ended.result}`);
  return ended;
}

/** One apply as `apply.json` tells it. */
class ApplyRun {
  private readonly started = new Date();

  public constructor(
    private readonly files: RunDirectory,
    private readonly seal: OpenedSeal,
  ) {}

  /** From here on something may have been changed, also when nobody comes to say what. */
  public async begin(): Promise<void> {
    await this.end("interrupted", {
      error: "apply ended before it could say how: it was killed, or still runs",
    });
  }

  public async end(result: ApplyResult["result"], more: Partial<ApplyResult>): Promise<ApplyResult> {
    const finished = new Date();
    const whole: ApplyResult = {
      result,
      outputs: {},
      sensitiveOutputs: [],
      ...more,
      tfplan: this.seal.statement.digests.tfplan,
      seal: this.seal.digest,
      startedAt: this.started.toISOString(),
      finishedAt: finished.toISOString(),
      durationMs: finished.getTime() - this.started.getTime(),
    };
    await writeJson(this.files.apply, whole);
    return whole;
  }
}
