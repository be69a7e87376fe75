import type { Account } from "@tagform/workload-catalog";

import { thresholds } from "../budgets";
import { finance, platformOnCall, securityOnCall } from "../contacts";
import { organization } from "../organization";

// Where Account Factory for Terraform runs.
export const accountFactory = {
  accountId: "121212121212",
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
                amount: 300,
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
