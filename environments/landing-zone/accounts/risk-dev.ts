import type { Account } from "@tagform/workload-catalog";

import { thresholds } from "../budgets";
import { finance, riskOnCall, securityOnCall } from "../contacts";
import { organization } from "../organization";

export const riskDev = {
  accountId: "111122223333",
  request: {
    name: "risk-dev",
    email: "aws+risk-dev@example.com",
    organizationalUnit: "Workloads/Dev",
    ssoUser: { email: "risk@example.com", firstName: "Risk", lastName: "Team" },
    tags: { Project: "risk", Environment: "dev", CostCenter: "1002" },
    change: { requestedBy: "risk", reason: "Workloads of risk in dev" },
    customFields: { account: "risk-dev", environment: "dev", teams: "risk" },
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
                amount: 500,
                currency: "USD",
                thresholds,
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
