import type { Account } from "@tagform/workload-catalog";

// Keeps the logs of all accounts. Control Tower made it when the landing zone was set up.
export const logArchive = {
  accountId: "999999999999",
  scopes: { global: { workloads: {} } },
} as const satisfies Account;
