import type { Team } from "@tagform/workload-catalog";

// Names no users: who bootstraps keeps states here from a laptop, before there are roles of steps.
export const stateTooling = {
  accountId: "555555555555",
  sharedAccount: { reason: "all that delivers is in the tooling account" },
  scopes: {
    "us-east-1": {
      workloads: {
        state: {
          kind: "state-storage",
          environment: "tooling",
          tfBackendConfigPrefix: "tagform",
          layout: "central",
          logRetentionDays: 400,
          replicaRegion: "us-west-2",
        },
      },
    },
  },
} as const satisfies Team;
