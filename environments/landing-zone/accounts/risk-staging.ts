import type { Account } from "@tagform/workload-catalog";

import { thresholds } from "../budgets";
import { finance, riskOnCall, securityOnCall } from "../contacts";
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
            billing: finance,
            operations: riskOnCall,
            security: securityOnCall,
          },
          budgets: {
            limits: {
              account: {
                amount: 1500,
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
              value: 128,
              reason: "vCPUs of all instances, twice over while a release rolls out",
            },
          ],
        },
      },
    },
  },
} as const satisfies Account;
