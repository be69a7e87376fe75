import type { AppliedPolicies, Level, NamedPolicy, PolicyDocument } from "@tagform/policy-evaluator";

import { controlPolicies } from "./control-policies";
import { type GuardedOrganization, levelsOf, ROOT } from "./guarded-organization";
import type { PlacedAccount } from "./placed-account";
import { POLICY_LIMITS } from "./policy-limits";
import type { StatementType } from "./ready-statements";
import { unitPolicies, type UnitPolicy } from "./unit-policies";

/** What AWS attaches itself, everywhere: it lets through what nothing else denies. */
const ALLOWING: PolicyDocument = {
  Version: "2012-10-17",
  Statement: [{ Sid: "AllowAll", Effect: "Allow", Action: "*", Resource: "*" }],
};

/**
 * The policies that apply to an account, per level from the root down to the account itself. The management account has
 * no level: neither type of policy reaches it.
 */
export function policiesFor(organization: GuardedOrganization, account: PlacedAccount): AppliedPolicies {
  if (account.accountId === organization.accounts.management)
    return { serviceControl: [], resourceControl: [] };
  return policiesOfLevels(organization, levelsOf(account.organizationalUnit ?? ROOT), account.name);
}

/** The policies that apply to every account of a unit. */
export const policiesOfUnit = (organization: GuardedOrganization, path: string): AppliedPolicies =>
  policiesOfLevels(organization, levelsOf(path));

function policiesOfLevels(
  organization: GuardedOrganization,
  paths: readonly string[],
  account?: string,
): AppliedPolicies {
  const { policies } = unitPolicies(organization);
  const levels = (type: StatementType): readonly Level[] => [
    ...paths.map((path) => levelOf(organization, path, type, policies)),
    ...(account === undefined ? [] : [{ name: account, policies: [allowing(type)] }]),
  ];
  return { serviceControl: levels("service-control"), resourceControl: levels("resource-control") };
}

function levelOf(
  { units }: GuardedOrganization,
  path: string,
  type: StatementType,
  policies: readonly UnitPolicy[],
): Level {
  const controls = type === "service-control" ? controlPolicies(units[path]?.guardrails?.controls ?? {}) : [];
  const own = policies.flatMap(({ unit, type: other, names, document }) =>
    unit === path && other === type && document !== undefined ? [{ name: names.join(", "), document }] : [],
  );
  return { name: path, policies: [allowing(type), ...controls, ...own] };
}

const allowing = (type: StatementType): NamedPolicy => ({
  name: POLICY_LIMITS[type].allowing ?? type,
  document: ALLOWING,
});
