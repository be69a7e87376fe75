import { type LockInfo } from "@tagform/toolchain";

import { type RunFile } from "../json-file";

export const DEPLOYMENT_RESULTS = ["applied", "unchanged", "destroyed", "failed", "interrupted"] as const;

export type DeploymentResult = (typeof DEPLOYMENT_RESULTS)[number];

/** What apply did: the content of `apply.json`, also written when it failed. */
export interface ApplyResult {
  readonly result: DeploymentResult;
  /** Outputs of the root module, without the sensitive ones. */
  readonly outputs: Readonly<Record<string, unknown>>;
  /** Names of the outputs that are left out because they are sensitive. */
  readonly sensitiveOutputs: readonly string[];
  /** Digest of the plan that was applied. */
  readonly tfplan: string;
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
    startedAt: "string",
    finishedAt: "string",
    durationMs: "number",
  },
};
