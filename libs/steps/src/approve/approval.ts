import { type EnvironmentConfig } from "@tagform/config";

import { type RunFile } from "../json-file";
import { type PlanSummary } from "../plan/plan-summary";

export type ApprovalPolicy = EnvironmentConfig["approval"];

/** That somebody allowed a plan to be applied. */
export interface GivenApproval {
  /** Who it was, so that one person is one identity: `ada@laptop`, ARN of a user, name of a person or a role. */
  readonly identity: string;
  /** As AWS tells it, where the approval was given there. */
  readonly arn?: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** Who allowed which plan to be applied: the content of `approval.json`. */
export interface Approval {
  /** `not-needed`: the policy asks nobody for this plan. `waiting`: more people must approve. */
  readonly decision: "approved" | "not-needed" | "waiting";
  readonly policy: ApprovalPolicy;
  /** Who approved, for readers: people, `rehearsal`, or `policy`. */
  readonly approver: string;
  /** Of the decision. ISO 8601, UTC. */
  readonly at: string;
  /** Digest of the seal of the one plan that this is for. */
  readonly plan: string;
  readonly approvals: readonly GivenApproval[];
}

export const APPROVAL: RunFile<Approval> = {
  name: "approval",
  writtenBy: "tagform approve",
  shape: {
    decision: "string",
    policy: "string",
    approver: "string",
    at: "string",
    plan: "string",
    approvals: "array",
  },
};

/** Who approves what is rehearsed, where nothing real is touched. */
export const REHEARSAL = "rehearsal";

/** How many people must approve a plan. What destroys a cell is approved under every policy; what changes nothing, under `always`. */
export function approvalsNeeded(
  policy: ApprovalPolicy,
  { mode, noChanges }: Pick<PlanSummary, "mode" | "noChanges">,
): number {
  switch (policy) {
    case "none":
      return mode === "destroy" && !noChanges ? 1 : 0;
    case "when-changed":
      return noChanges ? 0 : 1;
    case "always":
      return 1;
    case "two-people":
      return noChanges ? 0 : 2;
  }
}

/** Approvals of different people: of those by the same identity, the first. */
export function distinctApprovals(approvals: readonly GivenApproval[]): GivenApproval[] {
  return approvals.filter(
    ({ identity }, index) => approvals.findIndex((other) => other.identity === identity) === index,
  );
}
