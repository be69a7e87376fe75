import type { Account } from "@tagform/workload-catalog";

import { thresholds } from "../budgets";
import { finance, researchOnCall, securityOnCall } from "../contacts";
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
            billing: finance,
            operations: researchOnCall,
            security: securityOnCall,
          },
          budgets: {
            limits: {
              account: {
                amount: 500,
                currency: "USD",
                thresholds,
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
