import { formatCell } from "@tagform/deployment";

import { type IrreversibleChange } from "./irreversible";
import { type ProposedTag } from "./propose-tags";

const MOST_CHANGES = 50;

/** What the plan of a tag said when the tag was made. */
export interface ExpectedPlan {
  /** `+3 ~1 -2 (1 replaced)`. */
  readonly line: string;
  readonly irreversible: readonly IrreversibleChange[];
}

export interface RollbackFacts {
  readonly tag: ProposedTag;
  /** Version that is deployed again. */
  readonly to: string;
  /** @default - nobody said why */
  readonly reason?: string;
  /** @default - nobody looked */
  readonly plan?: ExpectedPlan;
}

/** What the tag of a rollback says, for whoever approves its plan. */
export function rollbackMessage({ tag, to, reason, plan }: RollbackFacts): string {
  const { cell, commit, previous } = tag;
  const after = previous === undefined ? "" : `, instead of ${previous.version}`;
  return [
    `Roll back ${formatCell(cell)} to ${to}`,
    "",
    ...(reason === undefined ? [] : [reason, ""]),
    `Deploys commit ${commit.slice(0, 12)} of ${to} again${after}.`,
    ...planLines(plan),
  ].join("\n");
}

export interface PromotionFacts {
  readonly tag: ProposedTag;
  /** Deployment tag that carried the commit until now. */
  readonly from: string;
  /** The run that showed that the commit can be deployed, or why none was asked for. */
  readonly proof: { readonly run: string } | { readonly unproven: string };
  /** @default - nobody said why */
  readonly reason?: string;
  /** @default - nobody looked */
  readonly plan?: ExpectedPlan;
}

/** What the tag of a promotion says, for whoever approves its plan. */
export function promotionMessage({ tag, from, proof, reason, plan }: PromotionFacts): string {
  const { cell, commit } = tag;
  return [
    `Promote ${from} to ${formatCell(cell)}`,
    "",
    ...(reason === undefined ? [] : [reason, ""]),
    `Deploys commit ${commit.slice(0, 12)}.`,
    "run" in proof ? `Proven by ${proof.run}` : `Not proven, for the reason: ${proof.unproven}`,
    ...planLines(plan),
  ].join("\n");
}

function planLines(plan: ExpectedPlan | undefined): string[] {
  if (plan === undefined) return ["Nobody looked at its plan when the tag was made."];
  const { line, irreversible } = plan;
  const more = irreversible.length - MOST_CHANGES;
  return [
    `Plan when the tag was made: ${line}`,
    ...(irreversible.length === 0 ? [] : ["", "Cannot be undone:"]),
    ...irreversible.slice(0, MOST_CHANGES).map(irreversibleLine),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ];
}

/** `  replace aws_lb.front: its DNS name (because of name)`. */
export function irreversibleLine({ action, address, reason }: IrreversibleChange): string {
  return `  ${action} ${address}: ${reason}`;
}
