import type { Place } from "@tagform/config";
import { check, type Issue } from "@tagform/outcome";

import { checkAccount, checkSecurityOrganization } from "../security-organization";
import { FINDING_FREQUENCIES, type SecurityServicesConfig } from "./security-services-config";

export function checkSecurityServices(
  path: string,
  { organization, findingFrequency }: SecurityServicesConfig,
  { accountId }: Place,
): Issue[] {
  return [
    ...checkSecurityOrganization(`${path}.organization`, organization),
    ...checkAccount(path, organization, "audit", accountId),
    ...check(
      FINDING_FREQUENCIES.includes(findingFrequency),
      `${path}.findingFrequency`,
      `must be one of ${FINDING_FREQUENCIES.join(", ")}, got ${findingFrequency}`,
    ),
  ];
}
