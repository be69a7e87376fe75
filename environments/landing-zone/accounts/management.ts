import type { Account } from "@tagform/workload-catalog";

import { thresholds } from "../budgets";
import { finance, platformOnCall, securityOnCall } from "../contacts";
import { organization } from "../organization";

// It made the organization; control policies do not reach it, so nothing else runs here.
export const management = {
  accountId: "888888888888",
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
                amount: 200,
                currency: "USD",
                thresholds,
                emails: ["platform@example.com", "cloud-costs@example.com"],
              },
            },
          },
          // Control Tower records nothing in the account that it was set up from.
          recorder: {
            bucketName: "tagform-log-archive-config",
            prefix: "o-a1b2c3d4e5",
            keyArn: "arn:aws:kms:us-east-1:999999999999:alias/tagform-log-archive-config-archive",
            globalTypesIn: "us-east-1",
          },
        },
        guardrails: { kind: "guardrails", organization },
        trail: { kind: "organization-trail", organization, trail: { madeBy: "control-tower" } },
        delegation: { kind: "security-delegation", organization },
      },
    },
  },
} as const satisfies Account;
