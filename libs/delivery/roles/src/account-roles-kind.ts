import type { Kind } from "@tagform/workload-kind";

import type { AccountRolesConfig } from "./account-roles-config";
import { checkAccountRoles } from "./check-account-roles";

export const accountRoles: Kind<AccountRolesConfig> = {
  kind: "account-roles",
  summary: "as whom deployments plan and apply in an account, and the boundary of what they may do",
  scope: "global",
  check: checkAccountRoles,
  beforeRetiring: () =>
    "no deployment can delete the roles as which it works; destroy all other cells of the account, remove the roles with an administrator's credentials, then the entry",
  load: async () => (await import("./account-roles-workload")).AccountRolesWorkload,
};
