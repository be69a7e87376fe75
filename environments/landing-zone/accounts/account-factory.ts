import type { Account } from "@tagform/workload-catalog";

// Where Account Factory for Terraform runs.
export const accountFactory = {
  accountId: "121212121212",
  scopes: { global: { workloads: {} } },
} as const satisfies Account;
