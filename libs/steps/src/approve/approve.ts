import { formatCell } from "@tagform/deployment";
import { RefusedError } from "@tagform/outcome";
import { shellWords } from "@tagform/toolchain";

import { readCloud } from "../cloud";
import { commitProgram } from "../commit-program";
import { digestOfFile } from "../digest";
import { readRunFile, writeJson } from "../json-file";
import { PLAN_SUMMARY, type PlanSummary } from "../plan/plan-summary";
import { type RunDirectory, runDirectory } from "../run-directory";
import { type StepContext } from "../step-context";
import { type Approval, type ApprovalPolicy } from "./approval";

/** What a person is asked. */
export interface ApprovalQuestion {
  readonly summary: PlanSummary;
  /** File with the plan as people read it. */
  readonly planText: string;
}

export interface ApproveRequest {
  /** The run directory. */
  readonly run: string;
  /** Of the environment. A plan that destroys a cell always needs approval. */
  readonly policy: ApprovalPolicy;
  /** Who would approve, when a person is asked: `Ada Lovelace <ada@example.com>`. */
  readonly approver: string;
  /**
   * Ask the person at the terminal.
   *
   * @default - nobody can be asked, and a plan that needs approval is refused
   */
  readonly ask?: (question: ApprovalQuestion) => Promise<boolean>;
}

/** Whether a plan needs a person's approval. */
export function needsApproval(
  policy: ApprovalPolicy,
  { mode, noChanges }: Pick<PlanSummary, "mode" | "noChanges">,
): boolean {
  if (mode === "destroy") return true;
  switch (policy) {
    case "none":
      return false;
    case "when-changed":
      return !noChanges;
    case "always":
      return true;
  }
}

/**
 * Decide whether the plan of this run may be applied, and write that down with the plan's digest.
 *
 * In a rehearsal, where nothing real is touched, the rehearsal approves itself.
 *
 * @throws RefusedError if approval is needed and is not given, or if the plan is not the summarized one
 */
export async function approve(request: ApproveRequest, context: StepContext): Promise<Approval> {
  const files = runDirectory(request.run);
  const { kind } = await readCloud(files);
  const summary = await readRunFile(files.planSummary, PLAN_SUMMARY);
  await assertPlanIsTheSummarized(files, summary);
  const approver = await decide(request, files, summary, kind === "embedded");
  const approval: Approval = {
    decision: approver === undefined ? "not-needed" : "approved",
    policy: request.policy,
    approver: approver ?? "policy",
    at: new Date().toISOString(),
    plan: { tfplan: summary.digests.tfplan, config: summary.digests.config },
  };
  await writeJson(files.approval, approval);
  context.report(`approve: ${describe(approval)}`);
  return approval;
}

/** The approver; undefined if nobody has to approve. */
async function decide(
  { policy, approver, ask, run }: ApproveRequest,
  files: RunDirectory,
  summary: PlanSummary,
  isRehearsal: boolean,
): Promise<string | undefined> {
  if (!needsApproval(policy, summary)) return undefined;
  if (isRehearsal) return "rehearsal";
  const what = `${summary.mode === "destroy" ? "destroying" : "deploying to"} ${formatCell(summary.cell)}`;
  if (ask === undefined) {
    throw new RefusedError(
      `${what} (${summary.line}) needs approval, and nobody can be asked here: ` +
        `read ${files.planText}, then in a terminal run\n  ${commandOf(run, "approve")}\n  ${commandOf(run, "apply")}`,
    );
  }
  if (await ask({ summary, planText: files.planText })) return approver;
  throw new RefusedError(`${what} (${summary.line}) was not approved by ${approver}`);
}

/** A step as a person continues a run with it: by the run's own program. */
function commandOf(run: string, step: "approve" | "apply"): string {
  return shellWords(["node", commitProgram(run), step, "--run", run]);
}

async function assertPlanIsTheSummarized(files: RunDirectory, { digests }: PlanSummary): Promise<void> {
  if ((await digestOfFile(files.planFile)) === digests.tfplan) return;
  throw new RefusedError(`${files.planFile} is not the plan of ${files.planSummary}: plan again`);
}

function describe({ decision, policy, approver }: Approval): string {
  return decision === "approved"
    ? `approved by ${approver}`
    : `no approval needed for this plan (policy ${policy})`;
}
