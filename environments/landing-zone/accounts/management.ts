import type { Account } from "@tagform/workload-catalog";

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
            billing: {
              name: "Finance",
              title: "Cloud costs",
              email: "cloud-costs@example.com",
              phone: "+1 555 0110",
            },
            operations: {
              name: "Platform on call",
              title: "Operations",
              email: "platform@example.com",
              phone: "+1 555 0100",
            },
            security: {
              name: "Security on call",
              title: "Incident response",
              email: "security@example.com",
              phone: "+1 555 0120",
            },
          },
          budgets: {
            limits: {
              account: {
                amount: 200,
                currency: "USD",
                thresholds: [
                  { percent: 80, of: "actual" },
                  { percent: 100, of: "actual" },
                  { percent: 110, of: "forecasted" },
                ],
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
