import type { Kind } from "@tagform/workload-kind";

import { checkSecurityServices } from "./check-security-services";
import type { SecurityServicesConfig } from "./security-services-config";

export const securityServices: Kind<SecurityServicesConfig> = {
  kind: "security-services",
  summary: "GuardDuty and Security Hub of the audit account, in all governed Regions",
  scope: "global",
  check: checkSecurityServices,
  load: async () => (await import("./security-services")).SecurityServices,
};
