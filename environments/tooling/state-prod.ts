import type { Team } from "@tagform/workload-catalog";

export const stateProd = {
  accountId: "555555555555",
  sharedAccount: { reason: "all that delivers is in the tooling account" },
  scopes: {
    "us-east-1": {
      workloads: {
        state: {
          kind: "state-storage",
          environment: "prod",
          tfBackendConfigPrefix: "tagform",
          layout: "central",
          users: [
            { role: "tagform/tagform-prod-plan", step: "plan" },
            { role: "tagform/tagform-prod-apply", step: "apply" },
          ],
          logRetentionDays: 400,
          replicaRegion: "us-west-2",
        },
      },
    },
  },
} as const satisfies Team;
