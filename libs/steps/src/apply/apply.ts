import { access } from "node:fs/promises";
import { join } from "node:path";

import { formatCell } from "@tagform/deployment";
import { RefusedError, UserError } from "@tagform/outcome";
import { InterruptedError, type Terraform, TerraformError } from "@tagform/toolchain";

import { APPROVAL, type ApprovalPolicy } from "../approve/approval";
import { type CellSession } from "../cell-session";
import { type Cloud, readCloud } from "../cloud";
import { type Destination } from "../destination";
import { readOptionalRunFile, readRunFile, writeJson } from "../json-file";
import { PLAN_SUMMARY, type PlanSummary } from "../plan/plan-summary";
import { type RunDirectory, runDirectory } from "../run-directory";
import { type Explained, explainFailure, initialize, lockTimeoutOf, runTerraform } from "../run-terraform";
import { SOURCE_MANIFEST } from "../source/source-manifest";
import { type StepContext } from "../step-context";
import { type ApplyResult } from "./apply-result";
import { checkSeal } from "./check-seal";
import { readOutputs } from "./read-outputs";

export interface ApplyRequest {
  /** The run directory, with a plan and its approval. */
  readonly run: string;
  readonly destination: Destination;
  /** Of the environment: the approval must satisfy it. */
  readonly policy: ApprovalPolicy;
  /** @default - the session that the plan was made with */
  readonly session?: CellSession;
  /** @default 300, and 20 on an embedded AWS */
  readonly lockTimeoutSeconds?: number;
}

interface Work {
  readonly terraform: Terraform;
  readonly files: RunDirectory;
  readonly cloud: Cloud;
  readonly summary: PlanSummary;
  readonly lockTimeoutSeconds: number;
}

/**
 * Apply the approved plan of this run, and never anything else: it is not planned again.
 *
 * @throws RefusedError if plan, configuration or approval do not fit together, or the state has changed since;
 * LockHeldError if another run holds the lock; InterruptedError on Ctrl-C. What the failure left behind, the
 * lock above all, is in the message and in `apply.json`.
 */
export async function apply(request: ApplyRequest, context: StepContext): Promise<ApplyResult> {
  const files = runDirectory(request.run);
  const cloud = await readCloud(files);
  const summary = await readRunFile(files.planSummary, PLAN_SUMMARY);
  const approval = await readRunFile(files.approval, APPROVAL);
  const manifest = await readOptionalRunFile(files.sourceManifest, SOURCE_MANIFEST);
  const { destination, policy, lockTimeoutSeconds = lockTimeoutOf(cloud) } = request;
  await checkSeal({ files, cloud, destination, policy, summary, approval, manifest });
  const terraform = await runTerraform(
    { files, cloud, session: request.session ?? summary.session },
    context,
  );
  return applySealed({ terraform, files, cloud, summary, lockTimeoutSeconds }, context);
}

async function applySealed(work: Work, context: StepContext): Promise<ApplyResult> {
  const { files, summary } = work;
  const started = new Date();
  const finish = async (
    result: ApplyResult["result"],
    more: Partial<ApplyResult> = {},
  ): Promise<ApplyResult> => {
    const finished = new Date();
    const whole: ApplyResult = {
      result,
      outputs: {},
      sensitiveOutputs: [],
      ...more,
      tfplan: summary.digests.tfplan,
      startedAt: started.toISOString(),
      finishedAt: finished.toISOString(),
      durationMs: finished.getTime() - started.getTime(),
    };
    await writeJson(files.apply, whole);
    return whole;
  };
  try {
    await applyPlan(work, context);
    const result = await finish(resultOf(summary), await readOutputs(work.terraform.uninterrupted()));
    context.report(`apply: ${formatCell(summary.cell)}: ${result.result}`);
    return result;
  } catch (error) {
    const { error: failure, left } = await explain(work, error);
    const result = failure instanceof InterruptedError ? "interrupted" : "failed";
    const lock = left?.lock === undefined ? {} : { lock: left.lock };
    await finish(result, { error: failure instanceof Error ? failure.message : String(failure), ...lock });
    throw failure;
  }
}

function resultOf({ mode, noChanges }: PlanSummary): ApplyResult["result"] {
  if (noChanges) return "unchanged";
  return mode === "destroy" ? "destroyed" : "applied";
}

async function applyPlan(work: Work, context: StepContext): Promise<void> {
  const { terraform, files, cloud, summary, lockTimeoutSeconds } = work;
  // A run that was carried to another machine has no `.terraform`; the plan brings its backend along.
  if (!(await exists(join(files.work, ".terraform")))) await initialize(terraform, cloud);
  if (summary.noChanges) return;
  const onLine = (line: string): void => context.report(`apply: ${line}`);
  await terraform.apply(files.planFile, { lockTimeoutSeconds, onLine });
}

async function explain({ terraform, files }: Work, error: unknown): Promise<Explained> {
  if (error instanceof TerraformError && /Saved plan is stale/.test(error.message)) {
    return {
      error: new RefusedError(
        "the state has changed since this plan was made (terraform: saved plan is stale), nothing was changed: " +
          "plan and approve again",
        { cause: error },
      ),
    };
  }
  const done = "what was done before is in the state, plan again to do the rest";
  const explained = await explainFailure(terraform, error, done);
  const { error: failure } = explained;
  if (!(failure instanceof Error) || !(await exists(join(files.work, "errored.tfstate")))) return explained;
  // Without the state that terraform could not save, what it made would be forgotten.
  const push = terraform.command("state", "push", "errored.tfstate");
  const unsaved = `the new state could not be saved and lies in errored.tfstate: save it, before anything else, with\n  ${push}`;
  const text = `${failure.message}\n${unsaved}`;
  const isInterrupted = failure instanceof InterruptedError;
  const whole = isInterrupted ? new InterruptedError(text) : new UserError(text, { cause: failure });
  return { ...explained, error: whole };
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
