import { formatCell } from "@tagform/deployment";
import { RefusedError } from "@tagform/outcome";
import { shellWords } from "@tagform/toolchain";

import { type Cloud, readCloud } from "../cloud";
import { commitProgram } from "../commit-program";
import { readOptionalRunFile, writeJson } from "../json-file";
import { type RunDirectory, runDirectory } from "../run-directory";
import { assertPlanFileIsTheSealed, type OpenedSeal, readSeal } from "../seal/open-seal";
import { type SealStatement } from "../seal/seal-statement";
import { type StepContext } from "../step-context";
import {
  APPROVAL,
  type Approval,
  type ApprovalPolicy,
  approvalsNeeded,
  distinctApprovals,
  type GivenApproval,
  REHEARSAL,
} from "./approval";
import { pipelineApprovals, type PipelineExecution } from "./pipeline-approvals";

/** What a person is asked. */
export interface ApprovalQuestion {
  readonly statement: SealStatement;
  /** Digest of the seal: what is approved. */
  readonly digest: string;
  /** File with the plan as people read it. */
  readonly planText: string;
}

export interface ApproveRequest {
  /** The run directory. */
  readonly run: string;
  /** Of the environment. A plan that destroys a cell always needs approval. */
  readonly policy: ApprovalPolicy;
  /** Who would approve, when a person is asked: `ada@laptop`. */
  readonly approver: string;
  /**
   * Ask the person at the terminal.
   *
   * @default - nobody can be asked, and a plan that needs approval is refused
   */
  readonly ask?: (question: ApprovalQuestion) => Promise<boolean>;
  /**
   * Take the approvals from this execution of a pipeline, and ask nobody.
   *
   * @default - approvals are given here
   */
  readonly pipeline?: PipelineExecution;
  /**
   * Digest of the plan that the pipeline showed.
   *
   * @default - that of the run directory
   */
  readonly expectedDigest?: string;
}

interface Decision {
  readonly files: RunDirectory;
  readonly cloud: Cloud;
  readonly seal: OpenedSeal;
  readonly policy: ApprovalPolicy;
  readonly needed: number;
}

/**
 * Decide whether the plan of this run may be applied, and write that down with the digest of the plan's seal. Where two
 * people must approve, the first approval is kept and the decision waits for the second.
 *
 * In a rehearsal, where nothing real is touched, the rehearsal approves itself.
 *
 * @throws RefusedError if approval is needed and is not given, or if the plan is not the sealed one
 */
export async function approve(request: ApproveRequest, context: StepContext): Promise<Approval> {
  const files = runDirectory(request.run);
  const cloud = await readCloud(files);
  const seal = await readSeal(files, request.expectedDigest);
  await assertPlanFileIsTheSealed(files, seal);
  const needed = approvalsNeeded(request.policy, seal.statement);
  const approvals = await gather(request, { files, cloud, seal, policy: request.policy, needed });
  const approval = describeDecision(request.policy, seal, needed, approvals);
  await writeJson(files.approval, approval);
  context.report(`approve: ${describe(approval, seal, request.run)}`);
  return approval;
}

function describeDecision(
  policy: ApprovalPolicy,
  { digest }: OpenedSeal,
  needed: number,
  approvals: readonly GivenApproval[],
): Approval {
  const isRehearsal = approvals.some(({ identity }) => identity === REHEARSAL);
  const isEnough = isRehearsal || approvals.length >= needed;
  return {
    decision: needed === 0 ? "not-needed" : isEnough ? "approved" : "waiting",
    policy,
    approver: needed === 0 ? "policy" : approvals.map(({ identity }) => identity).join(", "),
    at: new Date().toISOString(),
    plan: digest,
    approvals,
  };
}

/** The approvals of different people that there are for this plan. */
async function gather(request: ApproveRequest, decision: Decision): Promise<GivenApproval[]> {
  const { cloud, needed } = decision;
  if (needed === 0) return [];
  if (request.pipeline !== undefined) return ofPipeline(request.pipeline, decision);
  if (cloud.kind === "embedded") return [{ identity: REHEARSAL, at: new Date().toISOString() }];
  return ofPeople(request, decision);
}

async function ofPipeline(
  execution: PipelineExecution,
  { cloud, seal, needed, policy }: Decision,
): Promise<GivenApproval[]> {
  const { digest, statement } = seal;
  const given = await pipelineApprovals(execution, { digest, createdAt: statement.createdAt }, cloud);
  const distinct = distinctApprovals(given);
  if (distinct.length >= needed) return distinct;
  const where = `execution ${execution.execution} of pipeline ${execution.pipeline}`;
  const who = given.map(({ identity, arn = identity }) => `${identity} (${arn})`).join(", ");
  if (given.length > distinct.length) {
    throw new RefusedError(
      `approval: two approvals by one person count as one: ${who} in ${where}; ` +
        "make a new version of the tag, and let two people approve it",
    );
  }
  const what = `${whatIsDone(statement)} needs approval by ${needed === 1 ? "a person" : `${needed} people`}`;
  throw new RefusedError(
    policy === "none"
      ? `approval: ${what}, and a pipeline of policy none asks nobody: deliver the tag in a terminal, with tagform apply`
      : `approval: ${what}, ${where} has ${who === "" ? "none" : `that of ${who}`}: make a new version of the tag`,
  );
}

async function ofPeople(request: ApproveRequest, decision: Decision): Promise<GivenApproval[]> {
  const { approver, ask } = request;
  const { files, seal, needed } = decision;
  const before = await approvalsBefore(files, seal);
  if (before.some(({ identity }) => identity === approver)) return before;
  const what = whatIsDone(seal.statement);
  if (ask === undefined) {
    throw new RefusedError(
      `${what} needs approval, and nobody can be asked here: ` +
        `read ${files.planText}, then in a terminal run\n  ${commandOf(request.run, "approve")}` +
        `${needed > 1 ? " (two people, each as themselves)" : ""}\n  ${commandOf(request.run, "apply")}`,
    );
  }
  if (!(await ask({ statement: seal.statement, digest: seal.digest, planText: files.planText }))) {
    throw new RefusedError(`${what} was not approved by ${approver}`);
  }
  return distinctApprovals([...before, { identity: approver, at: new Date().toISOString() }]);
}

/** What others gave to this very plan. */
async function approvalsBefore(files: RunDirectory, { digest }: OpenedSeal): Promise<GivenApproval[]> {
  const before = await readOptionalRunFile(files.approval, APPROVAL);
  return before?.plan === digest ? distinctApprovals(before.approvals) : [];
}

function whatIsDone({ mode, cell, line }: SealStatement): string {
  return `${mode === "destroy" ? "destroying" : "deploying to"} ${formatCell(cell)} (${line})`;
}

/** A step as a person continues a run with it: by the run's own program. */
function commandOf(run: string, step: "approve" | "apply"): string {
  return shellWords(["node", commitProgram(run), step, "--run", run]);
}

function describe({ decision, policy, approver }: Approval, { digest }: OpenedSeal, run: string): string {
  switch (decision) {
    case "approved":
      return `plan ${digest} is approved by ${approver}`;
    case "not-needed":
      return `no approval needed for this plan (policy ${policy})`;
    case "waiting":
      return `plan ${digest} is approved by ${approver}; another person must approve it, too:\n  ${commandOf(run, "approve")}\n  ${commandOf(run, "apply")}`;
  }
}
