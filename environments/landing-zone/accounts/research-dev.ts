import type { Account } from "@tagform/workload-catalog";

import { organization } from "../organization";

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
