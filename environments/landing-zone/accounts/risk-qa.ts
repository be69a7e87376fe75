import type { Account } from "@tagform/workload-catalog";

export const riskQa = {
  accountId: "333344445555",
  request: {
    name: "risk-qa",
    email: "aws+risk-qa@example.com",
    organizationalUnit: "Workloads/Qa",
    ssoUser: { email: "risk@example.com", firstName: "Risk", lastName: "Team" },
    tags: { Project: "risk", Environment: "qa", CostCenter: "1002" },
    change: { requestedBy: "risk", reason: "Workloads of risk in qa" },
    customFields: { account: "risk-qa", environment: "qa", teams: "risk" },
  },
  scopes: { global: { workloads: {} } },
} as const satisfies Account;
