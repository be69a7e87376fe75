import type { Account } from "@tagform/workload-catalog";

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
                amount: 300,
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
          recorder: "control-tower",
        },
      },
    },
  },
} as const satisfies Account;
