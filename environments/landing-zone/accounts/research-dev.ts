import type { Account } from "@tagform/workload-catalog";

export const researchDev = {
  accountId: "012345678901",
  request: {
    name: "research-dev",
    email: "aws+research-dev@example.com",
    organizationalUnit: "Workloads/Dev",
    ssoUser: { email: "research@example.com", firstName: "Research", lastName: "Team" },
    tags: { Project: "research", Environment: "dev", CostCenter: "1001" },
    change: { requestedBy: "research", reason: "Workloads of research in dev" },
    customFields: { account: "research-dev", environment: "dev", teams: "research" },
  },
  scopes: { global: { workloads: {} } },
} as const satisfies Account;
