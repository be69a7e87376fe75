import type { Account } from "@tagform/workload-catalog";

import { organization } from "../organization";

export const researchStaging = {
  accountId: "444455556666",
  request: {
    name: "research-staging",
    email: "aws+research-staging@example.com",
    organizationalUnit: "Workloads/Staging",
    ssoUser: { email: "research@example.com", firstName: "Research", lastName: "Team" },
    tags: { Project: "research", Environment: "staging", CostCenter: "1001" },
    change: { requestedBy: "research", reason: "Workloads of research in staging" },
    customFields: { account: "research-staging", environment: "staging", teams: "research" },
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
                amount: 1500,
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
