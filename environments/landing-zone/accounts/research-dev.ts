import type { Account } from "@tagform/workload-catalog";

import { thresholds } from "../budgets";
import { finance, researchOnCall, securityOnCall } from "../contacts";
import { organization } from "../organization";

export const researchDev = {
  accountId: "012345678901",
  request: {
    name: "research-dev",
    email: "aws+research-dev@example.com",
    organizationalUnit: "Workloads/Dev",
    ssoUser: { email: "research@example.com", firstName: "Research", lastName: "Team" },
    tags: { Project: "research", Environment: "dev", CostCenter: "1001" },
    change: { requestedBy: "research", reason: "Workloads of research in dev" },
    customFields: { account: "research-dev", environment: "dev", teams: "research" },
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
