import type { Account } from "@tagform/workload-catalog";

export const riskProd = {
  accountId: "777788889999",
  request: {
    name: "risk-prod",
    email: "aws+risk-prod@example.com",
    organizationalUnit: "Workloads/Prod",
    ssoUser: { email: "risk@example.com", firstName: "Risk", lastName: "Team" },
    tags: { Project: "risk", Environment: "prod", CostCenter: "1002" },
    change: { requestedBy: "risk", reason: "Workloads of risk in prod" },
    customFields: { account: "risk-prod", environment: "prod", teams: "risk" },
  },
  scopes: { global: { workloads: {} } },
} as const satisfies Account;
