import type { Account } from "@tagform/workload-catalog";

export const researchProd = {
  accountId: "666677778888",
  request: {
    name: "research-prod",
    email: "aws+research-prod@example.com",
    organizationalUnit: "Workloads/Prod",
    ssoUser: { email: "research@example.com", firstName: "Research", lastName: "Team" },
    tags: { Project: "research", Environment: "prod", CostCenter: "1001" },
    change: { requestedBy: "research", reason: "Workloads of research in prod" },
    customFields: { account: "research-prod", environment: "prod", teams: "research" },
  },
  scopes: { global: { workloads: {} } },
} as const satisfies Account;
