import type { Account } from "@tagform/workload-catalog";

export const researchQa = {
  accountId: "222233334444",
  request: {
    name: "research-qa",
    email: "aws+research-qa@example.com",
    organizationalUnit: "Workloads/Qa",
    ssoUser: { email: "research@example.com", firstName: "Research", lastName: "Team" },
    tags: { Project: "research", Environment: "qa", CostCenter: "1001" },
    change: { requestedBy: "research", reason: "Workloads of research in qa" },
    customFields: { account: "research-qa", environment: "qa", teams: "research" },
  },
  scopes: { global: { workloads: {} } },
} as const satisfies Account;
