import { type Cell } from "@tagform/deployment";
import { type ProviderSource } from "@tagform/toolchain";

import { type RunFile } from "../json-file";
import { type PlanDigests, type PlanSummary } from "../plan/plan-summary";

/** The program that made a plan: only the same one may apply it. */
export interface SealedTool {
  readonly product: "terraform" | "tofu";
  readonly version: string;
  /** `linux_x64`: on another platform the same version is another file. */
  readonly platform: string;
  /** SHA-256 of the executable. */
  readonly sha256: string;
}

/** SHA-256 of everything that a plan was made from and of what it is, as hexadecimal text. */
export interface SealedDigests extends PlanDigests {
  /** The configuration as terraform copied it into the plan file. */
  readonly planConfig: string;
  /** The dependency lock file of the planned folder; `none` without one. */
  readonly lockFile: string;
}

/** Another number means that fields have another meaning. */
export const SEAL_VERSION = 1;

/** What a signature vouches for: the content of `plan/seal.json`. */
export interface SealStatement {
  /** {@link SEAL_VERSION} of the program that made it. */
  readonly version: number;
  readonly mode: PlanSummary["mode"];
  readonly noChanges: boolean;
  /** `+3 ~1 -2`. */
  readonly line: string;
  readonly cell: Cell;
  readonly accountId: string;
  readonly stackName: string;
  /** Of the run; absent when a cell is destroyed without a tag. */
  readonly tag?: string;
  readonly tagObject?: string;
  readonly commit?: string;
  readonly cloud: "aws" | "embedded";
  readonly provider: ProviderSource["kind"];
  /** Roles in the cell's account: as which it was planned, as which alone it may be applied. */
  readonly roles: { readonly plan: string; readonly apply: string };
  /** The state that was planned against; without lineage and serial while the cell has none. */
  readonly state: {
    readonly bucket: string;
    readonly key: string;
    readonly lineage?: string;
    readonly serial?: number;
  };
  readonly digests: SealedDigests;
  readonly terraform: SealedTool;
  /** Versions by source address: `registry.terraform.io/hashicorp/aws`. */
  readonly providers: Readonly<Record<string, string>>;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly expiresAt: string;
}

export const SEAL_STATEMENT: RunFile<SealStatement> = {
  name: "seal",
  writtenBy: "tagform plan",
  shape: {
    version: "number",
    mode: "string",
    noChanges: "boolean",
    line: "string",
    cell: "object",
    accountId: "string",
    stackName: "string",
    cloud: "string",
    provider: "string",
    roles: "object",
    state: "object",
    digests: "object",
    terraform: "object",
    providers: "object",
    createdAt: "string",
    expiresAt: "string",
  },
};

/** Enough of a digest for people to compare. */
export function shortDigest(digest: string): string {
  return /^[0-9a-f]{64}$/.test(digest) ? digest.slice(0, 12) : digest;
}
