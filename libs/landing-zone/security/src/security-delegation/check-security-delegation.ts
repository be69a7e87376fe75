import type { Place } from "@tagform/config";
import { check, type Issue } from "@tagform/outcome";

import { checkAccount, checkSecurityOrganization } from "../security-organization";
import type { SecurityDelegationConfig } from "./security-delegation-config";

export function checkSecurityDelegation(
  path: string,
  { organization }: SecurityDelegationConfig,
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
  ];
}
