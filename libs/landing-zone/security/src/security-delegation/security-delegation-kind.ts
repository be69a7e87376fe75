import type { Kind } from "@tagform/workload-kind";

import { checkSecurityDelegation } from "./check-security-delegation";
import type { SecurityDelegationConfig } from "./security-delegation-config";

export const securityDelegation: Kind<SecurityDelegationConfig> = {
  kind: "security-delegation",
  summary: "makes the audit account administrator of the organization's security services",
  scope: "global",
  check: checkSecurityDelegation,
  load: async () => (await import("./security-delegation")).SecurityDelegation,
};
