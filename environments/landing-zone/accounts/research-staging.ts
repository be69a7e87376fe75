import type { Account } from "@tagform/workload-catalog";

export const researchStaging = {
  accountId: "444455556666",
  request: {
    name: "research-staging",
    email: "aws+research-staging@example.com",
    organizationalUnit: "Workloads/Staging",
    ssoUser: { email: "research@example.com", firstName: "Research", lastName: "Team" },
    tags: { Project: "research", Environment: "staging", CostCenter: "1001" },
    change: { requestedBy: "research", reason: "Workloads of research in staging" },
    customFields: { account: "research-staging", environment: "staging", teams: "research" },
  },
  scopes: { global: { workloads: {} } },
} as const satisfies Account;
