import type { Team } from "@tagform/workload-catalog";

export const deliveryStaging = {
  accountId: "555555555555",
  sharedAccount: { reason: "all that delivers is in the tooling account" },
  scopes: {
    "us-east-1": {
      workloads: {
        delivery: {
          kind: "delivery-pipeline",
          environment: "staging",
          approval: "when-changed",
          teams: {
            research: "444455556666",
            risk: "555566667777",
          },
          repository: {
            host: "github",
            connectionArn:
              "arn:aws:codeconnections:us-east-1:555555555555:connection/7d3f9a52-6c1e-4b8a-9f20-1e5b7c84d6a3",
            repository: "example/tagform",
          },
          releaseBranch: "main",
          tfBackendConfigPrefix: "tagform",
          layout: "central",
          alarmEmails: ["deliveries@example.com"],
          logRetentionDays: 400,
        },
      },
    },
  },
} as const satisfies Team;
