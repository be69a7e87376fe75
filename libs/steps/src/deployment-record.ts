import { type Cell } from "@tagform/deployment";

import { type DeploymentResult } from "./apply-result";
import { type Approval } from "./approval";
import { type PlanDigests } from "./plan-summary";

/** One run, kept for ever beside the state of its cell: the content of `record.json`. */
export interface DeploymentRecord {
  readonly cell: Cell;
  readonly accountId: string;
  readonly result: DeploymentResult;
  readonly tag?: string;
  readonly version?: string;
  readonly tagObject?: string;
  readonly commit?: string;
  /** Digest of the tagged commit's tree. */
  readonly tree?: string;
  /** Of the plan; absent when the run failed before. */
  readonly digests?: PlanDigests;
  readonly summary?: string;
  readonly approval?: Approval;
  /** Versions of the tools that took part, by name. */
  readonly tools: Readonly<Record<string, string>>;
  readonly provider?: string;
  /** `aws`, or `embedded` for a rehearsal. */
  readonly cloud: "aws" | "embedded";
  /** Who ran it. */
  readonly actor: string;
  /** Why it failed, and in which step. */
  readonly failure?: { readonly step: string; readonly message: string };
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly durationMs: number;
  /** `s3://bucket/key`, or absent when it could be kept on this machine only. */
  readonly location?: string;
}
