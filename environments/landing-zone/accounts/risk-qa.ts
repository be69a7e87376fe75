import type { Account } from "@tagform/workload-catalog";

import { thresholds } from "../budgets";
import { finance, riskOnCall, securityOnCall } from "../contacts";
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
