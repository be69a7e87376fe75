import type { Account } from "@tagform/workload-catalog";

import { organization } from "../organization";

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
                amount: 6000,
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
              value: 512,
              reason: "vCPUs of all instances, twice over while a release rolls out",
            },
            {
              service: "vpc",
              quota: "L-F678F1CE",
              value: 10,
              reason: "VPCs of workloads, with room for one more each",
            },
          ],
          volumeKeys: "own",
          accessAnalysis: { unusedAfterDays: 90 },
        },
      },
    },
  },
} as const satisfies Account;
