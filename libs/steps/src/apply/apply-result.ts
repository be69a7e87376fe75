import { type LockInfo } from "@tagform/toolchain";

import { type RunFile } from "../json-file";

export const DEPLOYMENT_RESULTS = ["applied", "unchanged", "destroyed", "failed", "interrupted"] as const;

export type DeploymentResult = (typeof DEPLOYMENT_RESULTS)[number];

/** How a plan ends that changes nothing: of one that was to destroy, nothing is left. */
export const resultWithoutChanges = (mode: "deploy" | "destroy") =>
  mode === "destroy" ? "destroyed" : "unchanged";

/**
 * What apply did: the content of `apply.json`. It is written before terraform begins, as interrupted, and again when it
 * has ended, however it did.
 */
export interface ApplyResult {
  readonly result: DeploymentResult;
  /** Outputs of the root module, without the sensitive ones. */
  readonly outputs: Readonly<Record<string, unknown>>;
  /** Names of the outputs that are left out because they are sensitive. */
  readonly sensitiveOutputs: readonly string[];
  /** Digest of the plan that was applied. */
  readonly tfplan: string;
  /** Digest of that plan's seal. */
  readonly seal: string;
  /**
   * True if terraform ended before it changed anything, and the same plan may be applied yet.
   *
   * @default - it may have changed something
   */
  readonly untouched?: boolean;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly durationMs: number;
  /** Why it failed. */
  readonly error?: string;
  /** The lock that it left on the state, with the command that releases it. */
  readonly lock?: LockInfo & { readonly release: string };
}

export const APPLY_RESULT: RunFile<ApplyResult> = {
  name: "apply result",
  writtenBy: "tagform apply",
  shape: {
    result: "string",
    outputs: "object",
    sensitiveOutputs: "array",
    tfplan: "string",
    seal: "string",
    startedAt: "string",
    finishedAt: "string",
    durationMs: "number",
  },
};
