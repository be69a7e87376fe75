import type { Account } from "@tagform/workload-catalog";

export const riskStaging = {
  accountId: "555566667777",
  request: {
    name: "risk-staging",
    email: "aws+risk-staging@example.com",
    organizationalUnit: "Workloads/Staging",
    ssoUser: { email: "risk@example.com", firstName: "Risk", lastName: "Team" },
    tags: { Project: "risk", Environment: "staging", CostCenter: "1002" },
    change: { requestedBy: "risk", reason: "Workloads of risk in staging" },
    customFields: { account: "risk-staging", environment: "staging", teams: "risk" },
  },
  scopes: { global: { workloads: {} } },
} as const satisfies Account;
