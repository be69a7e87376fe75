import type { Team } from "@tagform/workload-catalog";

// As whom deliveries of landing-zone work in an account that AFT does not vend: `tagform bootstrap --entrance` makes them.
export const rolesAccountFactory = {
  accountId: "121212121212",
  scopes: {
    global: {
      workloads: {
        roles: {
          kind: "account-roles",
          environment: "landing-zone",
          toolingAccountId: "555555555555",
          teams: ["account-factory"],
        },
      },
    },
  },
} as const satisfies Team;
