import type { Account } from "@tagform/workload-catalog";

// Administers the security services for the organization. Control Tower made it when the landing zone was set up.
export const audit = {
  accountId: "101010101010",
  scopes: { global: { workloads: {} } },
} as const satisfies Account;
