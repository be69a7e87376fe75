import type { Team } from "@tagform/workload-catalog";

// Delivers all cells of tooling, this one included: a run of it changes what it runs by, and deletes none of it.
export const deliveryTooling = {
  accountId: "555555555555",
  sharedAccount: { reason: "all that delivers is in the tooling account" },
  scopes: {
    "us-east-1": {
      workloads: {
        delivery: {
          kind: "delivery-pipeline",
          environment: "tooling",
          approval: "always",
          teams: {
            account: "555555555555",
            "roles-management": "888888888888",
            "roles-log-archive": "999999999999",
            "roles-audit": "101010101010",
            "roles-account-factory": "121212121212",
            "delivery-dev": "555555555555",
            "delivery-qa": "555555555555",
            "delivery-staging": "555555555555",
            "delivery-prod": "555555555555",
            "delivery-landing-zone": "555555555555",
            "delivery-tooling": "555555555555",
            "state-dev": "555555555555",
            "state-qa": "555555555555",
            "state-staging": "555555555555",
            "state-prod": "555555555555",
            "state-tooling": "555555555555",
            "state-landing-zone": "555555555555",
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
          trail: { environments: ["dev", "qa", "staging", "prod", "tooling", "landing-zone"] },
        },
      },
    },
  },
} as const satisfies Team;
