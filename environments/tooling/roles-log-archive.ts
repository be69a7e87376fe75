import type { Team } from "@tagform/workload-catalog";

// As whom deliveries of landing-zone work in an account that AFT does not vend: `tagform bootstrap --entrance` makes them.
export const rolesLogArchive = {
  accountId: "999999999999",
  scopes: {
    global: {
      workloads: {
        roles: {
          kind: "account-roles",
          environment: "landing-zone",
          toolingAccountId: "555555555555",
          teams: ["log-archive"],
        },
      },
    },
  },
} as const satisfies Team;
