import type { Place } from "@tagform/config";
import { check, type Issue } from "@tagform/outcome";

import { checkAccount, checkSecurityOrganization } from "../security-organization";
import { REGISTERED_SERVICES, type SecurityDelegationConfig } from "./security-delegation-config";

export function checkSecurityDelegation(
  path: string,
  { organization, registeredElsewhere = [] }: SecurityDelegationConfig,
  { accountId }: Place,
): Issue[] {
  const { management, audit } = organization.accounts;
  return [
    ...checkSecurityOrganization(`${path}.organization`, organization),
    ...checkAccount(path, organization, "management", accountId),
    ...check(
      management !== audit,
      `${path}.organization.accounts.audit`,
      `is the management account ${management}, which administers nothing by delegation: name another account`,
    ),
    ...registeredElsewhere.flatMap((name, index) =>
      check(
        REGISTERED_SERVICES.includes(name) && registeredElsewhere.indexOf(name) === index,
        `${path}.registeredElsewhere.${index}`,
        `must be one of ${REGISTERED_SERVICES.join(", ")}, each once, got ${name}`,
      ),
    ),
  ];
}
