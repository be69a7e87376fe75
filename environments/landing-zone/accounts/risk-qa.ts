import type { Account } from "@tagform/workload-catalog";

import { organization } from "../organization";

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
  scopes: {
    global: {
      workloads: {
        baseline: {
          kind: "account-baseline",
          organization,
          contacts: {
            billing: {
              name: "Finance",
              title: "Cloud costs",
              email: "cloud-costs@example.com",
              phone: "+1 555 0110",
            },
            operations: {
              name: "Risk on call",
              title: "Operations",
              email: "risk@example.com",
              phone: "+1 555 0102",
            },
            security: {
              name: "Security on call",
              title: "Incident response",
              email: "security@example.com",
              phone: "+1 555 0120",
            },
          },
          budgets: {
            limits: {
              account: {
                amount: 500,
                currency: "USD",
                thresholds: [
                  { percent: 80, of: "actual" },
                  { percent: 100, of: "actual" },
                  { percent: 110, of: "forecasted" },
                ],
                emails: ["risk@example.com", "cloud-costs@example.com"],
              },
            },
          },
          recorder: "control-tower",
        },
      },
    },
  },
} as const satisfies Account;
