import type { Kind } from "@tagform/workload-kind";

import { checkOrganizationSecurity } from "./check-organization-security";
import type { OrganizationSecurityConfig } from "./organization-security-config";

export const organizationSecurity: Kind<OrganizationSecurityConfig> = {
  kind: "organization-security",
  summary: "GuardDuty, Security Hub and Access Analyzer for all accounts and governed Regions",
  scope: "regional",
  check: checkOrganizationSecurity,
  load: async () => (await import("./organization-security")).OrganizationSecurity,
};
