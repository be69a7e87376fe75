import type { Account } from "@tagform/workload-catalog";

import { thresholds } from "../budgets";
import { finance, researchOnCall, securityOnCall } from "../contacts";
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
            billing: finance,
            operations: researchOnCall,
            security: securityOnCall,
          },
          budgets: {
            limits: {
              account: {
                amount: 1500,
                currency: "USD",
                thresholds,
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
