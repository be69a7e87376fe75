import type { ActionExecutionDetail, CodePipelineClient } from "@aws-sdk/client-codepipeline";
import { RefusedError } from "@tagform/outcome";

import { awsClientSettings } from "../aws-client";
import { type Cloud } from "../cloud";
import { shortDigest } from "../seal/seal-statement";
import { type GivenApproval } from "./approval";
import { approverIdentity } from "./approver-identity";

/** An execution of a pipeline, whose approvals count. */
export interface PipelineExecution {
  /** Name of the pipeline. */
  readonly pipeline: string;
  readonly execution: string;
  readonly region: string;
}

/** The plan that must have been approved. */
export interface ApprovedPlan {
  readonly digest: string;
  /** Of the seal. ISO 8601, UTC. */
  readonly createdAt: string;
}

/**
 * Who approved a plan in an execution, as CodePipeline says: of each manual approval that was asked for, the last answer.
 *
 * @throws RefusedError if an approval was given before the plan was made, or to another plan; UserError if an approver
 * cannot be told from others
 */
export async function pipelineApprovals(
  execution: PipelineExecution,
  plan: ApprovedPlan,
  cloud: Cloud,
): Promise<GivenApproval[]> {
  const { CodePipelineClient } = await import("@aws-sdk/client-codepipeline");
  const client = new CodePipelineClient(awsClientSettings(cloud, execution.region, "CODEPIPELINE"));
  try {
    const actions = await readActions(client, execution);
    return lastOfEach(actions.filter(isManualApproval))
      .filter(({ status }) => status === "Succeeded")
      .map((action) => approvalOf(action, plan));
  } finally {
    client.destroy();
  }
}

async function readActions(
  client: CodePipelineClient,
  { pipeline: pipelineName, execution: pipelineExecutionId }: PipelineExecution,
): Promise<ActionExecutionDetail[]> {
  const { paginateListActionExecutions } = await import("@aws-sdk/client-codepipeline");
  const actions: ActionExecutionDetail[] = [];
  const request = { pipelineName, filter: { pipelineExecutionId } };
  for await (const page of paginateListActionExecutions({ client }, request)) {
    actions.push(...(page.actionExecutionDetails ?? []));
  }
  return actions;
}

function isManualApproval({ input }: ActionExecutionDetail): boolean {
  const { category, owner, provider } = input?.actionTypeId ?? {};
  return category === "Approval" && owner === "AWS" && provider === "Manual";
}

/** An action that was tried again has several executions. */
function lastOfEach(actions: readonly ActionExecutionDetail[]): ActionExecutionDetail[] {
  const last = new Map<string, ActionExecutionDetail>();
  for (const action of actions) {
    const name = `${action.stageName ?? ""}/${action.actionName ?? ""}`;
    const known = last.get(name);
    if (known === undefined || startOf(action) >= startOf(known)) last.set(name, action);
  }
  return [...last.values()];
}

function approvalOf(action: ActionExecutionDetail, { digest, createdAt }: ApprovedPlan): GivenApproval {
  const { actionName = "approval", updatedBy = "", lastUpdateTime, input } = action;
  if (startOf(action) < Date.parse(createdAt)) {
    throw new RefusedError(`approval: ${actionName} was asked for before this plan was made (${createdAt})`);
  }
  const shown = input?.resolvedConfiguration?.["CustomData"];
  if (shown !== undefined && !shown.includes(digest)) {
    throw new RefusedError(
      `approval: ${actionName} was given to another plan (${JSON.stringify(shown)}), this one is ${shortDigest(digest)}`,
    );
  }
  const at = lastUpdateTime ?? new Date(startOf(action));
  return { identity: approverIdentity(updatedBy), arn: updatedBy, at: at.toISOString() };
}

function startOf({ startTime }: ActionExecutionDetail): number {
  return startTime?.getTime() ?? 0;
}
