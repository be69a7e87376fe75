import { type Cell } from "@tagform/deployment";

import { type DeploymentResult } from "../apply/apply-result";
import { type Approval } from "../approve/approval";
import { type PlanDigests, type PlanSummary } from "../plan/plan-summary";

/** One run, kept for ever beside the state of its cell: the content of `record.json`. */
export interface DeploymentRecord {
  readonly cell: Cell;
  readonly accountId: string;
  readonly result: DeploymentResult;
  readonly tag?: string;
  readonly version?: string;
  readonly tagObject?: string;
  readonly commit?: string;
  /** Digest of the seal of the plan that terraform began to apply; absent when it did not begin. */
  readonly seal?: string;
  /** Digest of the tagged commit's tree. */
  readonly tree?: string;
  /** Of the plan; absent when the run failed before. */
  readonly digests?: PlanDigests;
  /** `+3 ~1 -2 (1 replaced)`. */
  readonly summary?: string;
  readonly approval?: Approval;
  /** State that was planned against; absent while the cell had none. */
  readonly state?: PlanSummary["state"];
  /** Versions of the tools that took part, by name. */
  readonly tools: Readonly<Record<string, string>>;
  readonly provider?: string;
  /** `aws`, or `embedded` for a rehearsal. */
  readonly cloud: "aws" | "embedded";
  /** Who ran it. */
  readonly actor: string;
  /** Why it failed, and in which step. */
  readonly failure?: { readonly step: string; readonly message: string };
  /** The execution of a pipeline that it was; absent on a laptop. */
  readonly execution?: { readonly pipeline: string; readonly id: string };
  /** What a failed apply left in the bucket of plans, `s3://bucket/key`; absent if it left nothing. */
  readonly evidence?: readonly string[];
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly durationMs: number;
  /** Where it is kept: `s3://bucket/key`. */
  readonly location: string;
}
