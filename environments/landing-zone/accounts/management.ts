import type { Account } from "@tagform/workload-catalog";

// It made the organization; control policies do not reach it, so nothing else runs here.
export const management = {
  accountId: "888888888888",
  scopes: { global: { workloads: {} } },
} as const satisfies Account;
