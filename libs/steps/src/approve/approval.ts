import { type EnvironmentConfig } from "@tagform/config";

import { type RunFile } from "../json-file";

export type ApprovalPolicy = EnvironmentConfig["approval"];

/** Who allowed which plan to be applied: the content of `approval.json`. */
export interface Approval {
  /** `not-needed`: the policy asks nobody for this plan. */
  readonly decision: "approved" | "not-needed";
  readonly policy: ApprovalPolicy;
  /** A person, `rehearsal`, or `policy`. */
  readonly approver: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Digests of the one plan that this approval is for. */
  readonly plan: { readonly tfplan: string; readonly config: string };
}

export const APPROVAL: RunFile<Approval> = {
  name: "approval",
  writtenBy: "tagform approve",
  shape: { decision: "string", policy: "string", approver: "string", at: "string", plan: "object" },
};
