import type { Account } from "@tagform/workload-catalog";

import { thresholds } from "../budgets";
import { finance, platformOnCall, securityOnCall } from "../contacts";
import { organization } from "../organization";

// Keeps the logs of all accounts. Control Tower made it when the landing zone was set up.
export const logArchive = {
  accountId: "999999999999",
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
        // The trail's files are in Control Tower's own bucket, whose policy nobody else may change.
        archive: {
          kind: "log-archive",
          organization,
          bucketName: "tagform-log-archive",
          deliveries: [{ from: "flow-logs" }],
          retentionDays: 731,
          coldAfterDays: 90,
          objectLock: { mode: "governance", days: 365 },
        },
        // Of accounts that Control Tower records nothing in. Config refuses a bucket that locks by default.
        "config-archive": {
          kind: "log-archive",
          organization,
          bucketName: "tagform-log-archive-config",
          deliveries: [{ from: "config" }],
          retentionDays: 731,
          coldAfterDays: 90,
        },
      },
    },
  },
} as const satisfies Account;
