import type { Kind } from "@tagform/workload-kind";

import { checkOrganizationConfig } from "./check-organization-config";
import type { OrganizationConfigConfig } from "./organization-config-config";

export const organizationConfig: Kind<OrganizationConfigConfig> = {
  kind: "organization-config",
  summary: "what AWS Config records of all accounts in one place, and the rules that all are held to",
  scope: "regional",
  check: checkOrganizationConfig,
  load: async () => (await import("./organization-config")).OrganizationConfig,
};
