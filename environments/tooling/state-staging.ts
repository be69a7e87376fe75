import type { Team } from "@tagform/workload-catalog";

export const stateStaging = {
  accountId: "555555555555",
  sharedAccount: { reason: "all that delivers is in the tooling account" },
  scopes: {
    "us-east-1": {
      workloads: {
        state: {
          kind: "state-storage",
          environment: "staging",
          tfBackendConfigPrefix: "tagform",
          layout: "central",
          users: [
            { role: "tagform/tagform-staging-plan", step: "plan" },
            { role: "tagform/tagform-staging-apply", step: "apply" },
          ],
          logRetentionDays: 400,
        },
      },
    },
  },
} as const satisfies Team;
