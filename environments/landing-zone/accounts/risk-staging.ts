import type { Account } from "@tagform/workload-catalog";

import { organization } from "../organization";

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
                amount: 1500,
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
          quotas: [
            {
              service: "ec2",
              quota: "L-1216C47A",
              value: 128,
              reason: "vCPUs of all instances, twice over while a release rolls out",
            },
          ],
        },
      },
    },
  },
} as const satisfies Account;
