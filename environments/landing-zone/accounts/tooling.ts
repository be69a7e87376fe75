import type { Account } from "@tagform/workload-catalog";

export const tooling = {
  accountId: "555555555555",
  request: {
    name: "tooling",
    email: "aws+tooling@example.com",
    organizationalUnit: "Infrastructure",
    ssoUser: { email: "platform@example.com", firstName: "Platform", lastName: "Team" },
    tags: { Project: "platform", Environment: "tooling", CostCenter: "1000" },
    change: { requestedBy: "platform", reason: "What delivers, and the states of all environments" },
    customFields: { environment: "tooling" },
  },
  scopes: { global: { workloads: {} } },
} as const satisfies Account;
