import type { Place } from "@tagform/config";
import { didYouMean, quote } from "@tagform/deployment";
import { check, type Issue } from "@tagform/outcome";

import { checkHomeRegion } from "../check-home-region";
import { didYouMeanIdentifier } from "../did-you-mean-identifier";
import { checkAccount, checkSecurityOrganization } from "../security-organization";
import type { OrganizationSecurityConfig } from "./organization-security-config";
import { MEMBERSHIPS, PROTECTION_PLANS } from "./protection-plan";
import { STANDARDS } from "./standard";

/** `CloudTrail.5` */
const CONTROL = /^[A-Za-z0-9]+\.\d+$/;

export function checkOrganizationSecurity(
  path: string,
  config: OrganizationSecurityConfig,
  { accountId, scope }: Place,
): Issue[] {
  const { organization, guardDuty, securityHub, accessAnalyzer } = config;
  return [
    ...checkSecurityOrganization(`${path}.organization`, organization),
    ...checkAccount(path, organization, "audit", accountId),
    ...checkHomeRegion(path, organization, scope),
    ...checkPlans(`${path}.guardDuty.plans`, guardDuty.plans),
    ...checkStandards(`${path}.securityHub`, securityHub),
    ...checkUnused(`${path}.accessAnalyzer.unusedAfterDays`, accessAnalyzer.unusedAfterDays),
  ];
}

function checkPlans(path: string, plans: OrganizationSecurityConfig["guardDuty"]["plans"]): Issue[] {
  const known: readonly string[] = PROTECTION_PLANS;
  const given: Readonly<Record<string, string>> = plans;
  const missing = known.filter((plan) => given[plan] === undefined);
  return [
    ...check(
      missing.length === 0,
      path,
      `must decide every plan, of which ${missing.join(", ")} ${missing.length === 1 ? "is" : "are"} missing: say ${MEMBERSHIPS.join(", ")}`,
    ),
    ...Object.entries(given).flatMap(([plan, membership]) => [
      ...check(
        known.includes(plan),
        `${path}.${plan}`,
        `is no plan of GuardDuty, only ${known.join(", ")}${didYouMeanIdentifier(plan, known)}`,
      ),
      ...check(
        MEMBERSHIPS.some((each) => each === membership),
        `${path}.${plan}`,
        `must be one of ${MEMBERSHIPS.join(", ")}, got ${quote(membership)}`,
      ),
    ]),
  ];
}

function checkStandards(
  path: string,
  { standards, disabledControls = {} }: OrganizationSecurityConfig["securityHub"],
): Issue[] {
  const known = Object.keys(STANDARDS);
  const isBoth = standards.includes("cis-1.4") && standards.includes("cis-3.0");
  return [
    ...check(standards.length > 0, `${path}.standards`, `names no standard, known are ${known.join(", ")}`),
    ...standards.flatMap((standard, index) =>
      check(
        known.includes(standard) && standards.indexOf(standard) === index,
        `${path}.standards.${index}`,
        `must be one of ${known.join(", ")}, each once, got ${quote(standard)}${didYouMean(standard, known)}`,
      ),
    ),
    ...check(
      !isBoth,
      `${path}.standards`,
      "has CIS in two versions, of which the later replaces the earlier: keep one",
    ),
    ...Object.entries(disabledControls).flatMap(([control, { reason }]) => [
      ...check(
        CONTROL.test(control),
        `${path}.disabledControls.${control}`,
        "must be a control's id, such as CloudTrail.5",
      ),
      ...check(
        reason.trim() !== "",
        `${path}.disabledControls.${control}.reason`,
        "must say why nobody is held to it, got an empty text",
      ),
    ]),
  ];
}

const checkUnused = (path: string, days: number | undefined): Issue[] =>
  check(
    days === undefined || (Number.isInteger(days) && days >= 1 && days <= 365),
    path,
    `must be a whole number from 1 to 365, got ${days}`,
  );
