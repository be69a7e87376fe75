import type { Team } from "@tagform/workload-catalog";

export const deliveryLandingZone = {
  accountId: "555555555555",
  sharedAccount: { reason: "all that delivers is in the tooling account" },
  scopes: {
    "us-east-1": {
      workloads: {
        delivery: {
          kind: "delivery-pipeline",
          environment: "landing-zone",
          approval: "two-people",
          teams: {
            management: "888888888888",
            "log-archive": "999999999999",
            audit: "101010101010",
            "account-factory": "121212121212",
            tooling: "555555555555",
            "research-dev": "012345678901",
            "risk-dev": "111122223333",
            "research-qa": "222233334444",
            "risk-qa": "333344445555",
            "research-staging": "444455556666",
            "risk-staging": "555566667777",
            "research-prod": "666677778888",
            "risk-prod": "777788889999",
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
