import type { Cell, StateLocation } from "@tagform/deployment";
import type { AppliedPolicies } from "@tagform/policy-evaluator";
import type { CellSession, Cloud } from "@tagform/steps";

import type { AwsReader } from "../aws/aws-api";
import type { CellGuardrails } from "../guardrails/judge-changes";
import type { PlannedCell } from "../planned/planned-resource";

export type CheckAnswer = "passes" | "fails" | "unknown";

/** One thing that a check found out. */
export interface CheckFinding {
  readonly answer: CheckAnswer;
  readonly what: string;
  /** What to do; there where it does not pass. */
  readonly remedy?: string;
}

/** A range of addresses that data gives to another cell. */
export interface OtherRange {
  /** Where the data has it. */
  readonly path: string;
  readonly cidr: string;
}

/** What preflight is about, and whom it asks. */
export interface PreflightSubject {
  readonly cell: Cell;
  readonly accountId: string;
  readonly partition: string;
  /** Region of the cell's provider. */
  readonly region: string;
  readonly cloud: Cloud;
  readonly state: StateLocation;
  readonly locks: readonly ("s3" | "dynamodb")[];
  /** The role that looks, and the tags of its session. */
  readonly session: CellSession;
  /** What would be changed: resources that the state has already are left out. */
  readonly planned: PlannedCell;
  /** @default - no organization is known: guardrails are unknown */
  readonly guardrails?: CellGuardrails;
  /** Ranges of other cells that those of this one must not overlap. */
  readonly otherRanges: readonly OtherRange[];
  /** Policies of the organization that apply to an account; undefined for an account that it does not have. */
  readonly policiesFor: (accountId: string) => AppliedPolicies | undefined;
  /** Asks as who started this. */
  readonly own: AwsReader;
  /** Asks as the role in the cell's account; rejects with AwsError if it cannot be assumed. */
  readonly account: () => Promise<AwsReader>;
  readonly now: () => Date;
}

/** One question that is asked before a plan. It changes nothing, and ends in findings, whatever AWS answers. */
export interface PreflightCheck {
  readonly name: string;
  run(subject: PreflightSubject): Promise<readonly CheckFinding[]>;
}

export const passes = (what: string): CheckFinding => ({ answer: "passes", what });
export const fails = (what: string, remedy: string): CheckFinding => ({ answer: "fails", what, remedy });
export const unknown = (what: string, remedy: string): CheckFinding => ({ answer: "unknown", what, remedy });

/** Regions in which resources are planned, the cell's own first. */
export function regionsOf({ region, planned }: Pick<PreflightSubject, "region" | "planned">): string[] {
  const others = planned.resources.flatMap((resource) => resource.region ?? []);
  return [...new Set([region, ...others])];
}
