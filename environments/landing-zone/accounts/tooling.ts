import type { Account } from "@tagform/workload-catalog";

import { thresholds } from "../budgets";
import { finance, platformOnCall, securityOnCall } from "../contacts";
import { organization } from "../organization";

export const tooling = {
  accountId: "555555555555",
  request: {
    name: "tooling",
    email: "aws+tooling@example.com",
    organizationalUnit: "Infrastructure",
    ssoUser: { email: "platform@example.com", firstName: "Platform", lastName: "Team" },
    tags: { Project: "platform", Environment: "tooling", CostCenter: "1000" },
    change: { requestedBy: "platform", reason: "What delivers, and the states of all environments" },
    customFields: { environment: "tooling" },
  },
  scopes: {
    global: {
      workloads: {
        baseline: {
          kind: "account-baseline",
          organization,
          contacts: {
            billing: finance,
            operations: platformOnCall,
            security: securityOnCall,
          },
          budgets: {
            limits: {
              account: {
                amount: 600,
                currency: "USD",
                thresholds,
                emails: ["platform@example.com", "cloud-costs@example.com"],
              },
            },
          },
          recorder: "control-tower",
        },
      },
    },
  },
} as const satisfies Account;
