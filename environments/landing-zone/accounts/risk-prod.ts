import type { Account } from "@tagform/workload-catalog";

import { thresholds } from "../budgets";
import { finance, riskOnCall, securityOnCall } from "../contacts";
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
            billing: finance,
            operations: riskOnCall,
            security: securityOnCall,
          },
          budgets: {
            limits: {
              account: {
                amount: 6000,
                currency: "USD",
                thresholds,
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
