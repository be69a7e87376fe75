import type { Place } from "@tagform/config";
import { check, type Issue } from "@tagform/outcome";

import { checkHomeRegion } from "../check-home-region";
import { didYouMeanIdentifier } from "../did-you-mean-identifier";
import { checkAccount, checkSecurityOrganization, type SecurityOrganization } from "../security-organization";
import { isManagedRule, MANAGED_RULES, MISTAKEN_RULES, regionsOf } from "./managed-rule";
import type { OrganizationConfigConfig } from "./organization-config-config";

export function checkOrganizationConfig(
  path: string,
  { organization, rules, excludedAccounts = {} }: OrganizationConfigConfig,
  { accountId, scope }: Place,
): Issue[] {
  return [
    ...checkSecurityOrganization(`${path}.organization`, organization),
    ...checkAccount(path, organization, "audit", accountId),
    ...checkHomeRegion(path, organization, scope),
    ...Object.entries(rules).flatMap(([identifier, parameters]) =>
      checkRule(`${path}.rules.${identifier}`, identifier, parameters, organization),
    ),
    ...Object.entries(excludedAccounts).flatMap(([id, { reason }]) => [
      ...check(/^\d{12}$/.test(id), `${path}.excludedAccounts.${id}`, "must be an account's 12 digits"),
      ...check(
        reason.trim() !== "",
        `${path}.excludedAccounts.${id}.reason`,
        "must say why nothing is recorded there, got an empty text",
      ),
    ]),
  ];
}

function checkRule(
  path: string,
  identifier: string,
  parameters: Readonly<Record<string, string>>,
  organization: SecurityOrganization,
): Issue[] {
  if (!isManagedRule(identifier)) return [{ path, message: unknownRule(identifier) }];
  const rule = MANAGED_RULES[identifier];
  const { parameters: known = {} } = rule;
  const required = Object.keys(known).filter((name) => known[name] === "required");
  const missing = required.filter((name) => parameters[name] === undefined);
  const absent = regionsOf(rule, organization).filter((region) => rule.notIn?.includes(region));
  return [
    ...check(missing.length === 0, path, `needs the parameter ${missing.join(", ")}`),
    ...Object.entries(parameters).flatMap(([name, value]) => [
      ...check(
        known[name] !== undefined,
        `${path}.${name}`,
        `is no parameter of the rule, which has ${Object.keys(known).join(", ") || "none"}`,
      ),
      ...check(value !== "", `${path}.${name}`, "must not be empty: leave it out for AWS's default"),
    ]),
    ...check(absent.length === 0, path, `is not offered in ${absent.join(", ")}: leave the rule out`),
  ];
}

/** AWS's pages write the names of rules in small letters; the API takes identifiers. */
function unknownRule(text: string): string {
  const identifier = text.toUpperCase().replaceAll("-", "_");
  if (isManagedRule(identifier)) return `is a rule's name, write its identifier ${identifier}`;
  const right = MISTAKEN_RULES[identifier];
  if (right !== undefined) return `is no managed rule: write ${right}`;
  const known = Object.keys(MANAGED_RULES);
  return `is no known managed rule${didYouMeanIdentifier(identifier, known)}: add it to managed-rule.ts, with its parameters`;
}
