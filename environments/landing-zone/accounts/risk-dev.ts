import type { Account } from "@tagform/workload-catalog";

export const riskDev = {
  accountId: "111122223333",
  request: {
    name: "risk-dev",
    email: "aws+risk-dev@example.com",
    organizationalUnit: "Workloads/Dev",
    ssoUser: { email: "risk@example.com", firstName: "Risk", lastName: "Team" },
    tags: { Project: "risk", Environment: "dev", CostCenter: "1002" },
    change: { requestedBy: "risk", reason: "Workloads of risk in dev" },
    customFields: { account: "risk-dev", environment: "dev", teams: "risk" },
  },
  scopes: { global: { workloads: {} } },
} as const satisfies Account;
