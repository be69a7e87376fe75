import type { Team } from "@tagform/workload-catalog";

// As whom all other cells of tooling are deployed. No deployment can change that: `tagform bootstrap` does.
export const account = {
  accountId: "555555555555",
  sharedAccount: { reason: "all that delivers is in the tooling account" },
  scopes: {
    global: {
      workloads: {
        roles: {
          kind: "account-roles",
          environment: "tooling",
          toolingAccountId: "555555555555",
          teams: ["account", "delivery-*", "state-*"],
          otherDeliveries: [{ environment: "landing-zone", teams: ["tooling"] }],
          additionalServices: [
            "cloudtrail",
            "codebuild",
            "codeconnections",
            "codepipeline",
            "dynamodb",
            "events",
            "lambda",
            "scheduler",
          ],
          stateBuckets: [
            "tagform-dev",
            "tagform-qa",
            "tagform-staging",
            "tagform-prod",
            "tagform-prod-replica",
            "tagform-tooling",
            "tagform-tooling-replica",
            "tagform-landing-zone",
          ],
          ownTrails: ["tagform-deliveries"],
        },
      },
    },
  },
} as const satisfies Team;
