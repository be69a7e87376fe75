import type { Kind } from "@tagform/workload-kind";

import type { AccountRolesConfig } from "./account-roles-config";
import { checkAccountRoles } from "./check-account-roles";

export const accountRoles: Kind<AccountRolesConfig> = {
  kind: "account-roles",
  summary: "as whom deployments plan and apply in an account, and the boundary of what they may do",
  scope: "global",
  check: checkAccountRoles,
  load: async () => (await import("./account-roles-workload")).AccountRolesWorkload,
};
