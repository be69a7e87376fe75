import type { Team } from "@tagform/workload-catalog";

export const stateQa = {
  accountId: "555555555555",
  sharedAccount: { reason: "all that delivers is in the tooling account" },
  scopes: {
    "us-east-1": {
      workloads: {
        state: {
          kind: "state-storage",
          environment: "qa",
          tfBackendConfigPrefix: "tagform",
          layout: "central",
          users: [
            { role: "tagform/tagform-qa-plan", step: "plan" },
            { role: "tagform/tagform-qa-apply", step: "apply" },
          ],
          logRetentionDays: 400,
        },
      },
    },
  },
} as const satisfies Team;
