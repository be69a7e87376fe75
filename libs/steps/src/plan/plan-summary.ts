import { type Cell } from "@tagform/deployment";
import { type ProviderSource } from "@tagform/toolchain";

import { type CellSession } from "../cell-session";
import { type RunFile } from "../json-file";

/** What a plan would do, counted as terraform does: a replacement is also one add and one destroy. */
export interface PlanCounts {
  readonly adds: number;
  readonly changes: number;
  readonly destroys: number;
  readonly replaces: number;
  readonly moved: number;
  readonly imported: number;
  /** Removed from the state, kept in AWS. */
  readonly forgotten: number;
  /** Outputs that change. */
  readonly outputs: number;
}

/** SHA-256 of what a plan was made from and of what it is, as hexadecimal text. */
export interface PlanDigests {
  /** The synthesized configuration: every file of its folder. */
  readonly config: string;
  /** The folder that was planned: configuration, overrides and dependency lock file. */
  readonly work: string;
  readonly tfplan: string;
  readonly planJson: string;
}

/** What a plan would do and everything that identifies it: the content of `plan/summary.json`. */
export interface PlanSummary extends PlanCounts {
  readonly mode: "deploy" | "destroy";
  /** `+3 ~1 -2 (1 replaced)`, or `no changes`. */
  readonly line: string;
  /** True if applying would do nothing at all. */
  readonly noChanges: boolean;
  readonly cell: Cell;
  readonly accountId: string;
  readonly stackName: string;
  /** Tag and commit of the run; absent when a cell is destroyed without one. */
  readonly tag?: string;
  readonly commit?: string;
  readonly digests: PlanDigests;
  /** Digest of the plan's seal: what is approved, and what apply is told to apply. */
  readonly seal: string;
  readonly terraform: { readonly product: "terraform" | "tofu"; readonly version: string };
  readonly cloud: "aws" | "embedded";
  readonly provider: ProviderSource["kind"];
  /** The session that it was planned with. */
  readonly session?: CellSession;
  /** The state that was planned against; absent while the cell has none. */
  readonly state?: { readonly lineage: string; readonly serial: number };
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly durationMs: number;
}

export const PLAN_SUMMARY: RunFile<PlanSummary> = {
  name: "plan summary",
  writtenBy: "tagform plan",
  shape: {
    adds: "number",
    changes: "number",
    destroys: "number",
    replaces: "number",
    moved: "number",
    imported: "number",
    forgotten: "number",
    outputs: "number",
    mode: "string",
    line: "string",
    noChanges: "boolean",
    cell: "object",
    accountId: "string",
    stackName: "string",
    digests: "object",
    seal: "string",
    terraform: "object",
    cloud: "string",
    provider: "string",
    createdAt: "string",
    durationMs: "number",
  },
};
