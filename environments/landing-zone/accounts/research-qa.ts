import type { Account } from "@tagform/workload-catalog";

import { organization } from "../organization";

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
              name: "Research on call",
              title: "Operations",
              email: "research@example.com",
              phone: "+1 555 0101",
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
                emails: ["research@example.com", "cloud-costs@example.com"],
              },
            },
          },
          recorder: "control-tower",
        },
      },
    },
  },
} as const satisfies Account;
