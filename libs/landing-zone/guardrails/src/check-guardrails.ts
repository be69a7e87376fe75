import { quote } from "@tagform/deployment";
import { check, type Issue } from "@tagform/outcome";

import { checkControls } from "./check-controls";
import { checkLockout } from "./check-lockout";
import { checkOwnPolicies, checkRoleName } from "./check-own-policies";
import {
  type GuardedOrganization,
  type GuardedUnit,
  levelsOf,
  regionsLeft,
  ROOT,
} from "./guarded-organization";
import { CONTROL_TOWER_LIMIT, POLICY_LIMITS, TYPE_NAMES } from "./policy-limits";
import type { RegionDeny } from "./unit-guardrails";
import { type UnitOverflow, unitPolicies } from "./unit-policies";

const ACTION = /^[a-z0-9-]+:[A-Za-z0-9*?]+$/;

/**
 * The issues of all guardrails of an organization; `path` is that of its units: `organization.units`. What does not fit
 * together is looked for once each part is right.
 */
export function checkGuardrails(path: string, organization: GuardedOrganization): Issue[] {
  const issues = Object.entries(organization.units).flatMap(([name, unit]) =>
    unit.guardrails === undefined ? [] : checkUnit(`${path}.${name}`, name, unit, organization),
  );
  if (issues.length > 0) return issues;
  const { overflows } = unitPolicies(organization);
  if (overflows.length > 0) {
    return overflows.map((overflow) => ({
      path: `${path}.${overflow.unit}.guardrails`,
      message: overflowMessage(overflow),
    }));
  }
  return checkLockout(path, organization);
}

function checkUnit(
  path: string,
  name: string,
  unit: GuardedUnit,
  organization: GuardedOrganization,
): Issue[] {
  const { controls = {}, policies = {}, regionDeny, controlTowerPolicies = 0 } = unit.guardrails ?? {};
  const missing = levelsOf(name).filter((level) => level !== ROOT && !(level in organization.units));
  const place = `${path}.guardrails`;
  return [
    ...check(
      name === ROOT || unit.id !== undefined,
      `${path}.id`,
      "is missing: guardrails need the unit to exist; make it, and write its id",
    ),
    ...missing.map((level) => ({
      path,
      message: `its parent ${quote(level)} is no unit of the data: add it`,
    })),
    ...checkControls(`${place}.controls`, name, controls, organization),
    ...checkOwnPolicies(`${place}.policies`, policies),
    ...(regionDeny === undefined
      ? []
      : checkRegionDeny(`${place}.regionDeny`, name, regionDeny, organization)),
    ...check(
      Number.isInteger(controlTowerPolicies) &&
        controlTowerPolicies >= 0 &&
        controlTowerPolicies < CONTROL_TOWER_LIMIT,
      `${place}.controlTowerPolicies`,
      `must be a whole number from 0 to ${CONTROL_TOWER_LIMIT - 1}, got ${controlTowerPolicies}`,
    ),
  ];
}

function checkRegionDeny(
  path: string,
  unit: string,
  { reason, allowed, exemptActions = [], exemptRoles = [] }: RegionDeny,
  organization: GuardedOrganization,
): Issue[] {
  const { governedRegions } = organization;
  return [
    ...check(reason.trim() !== "", `${path}.reason`, "must say why, got an empty text"),
    ...check(allowed.length > 0, `${path}.allowed`, "must name a Region: without one, nothing could run"),
    ...allowed.flatMap((region, index) =>
      check(
        governedRegions.includes(region),
        `${path}.allowed.${index}`,
        `must be among the governed Regions ${governedRegions.join(", ")}: Control Tower denies ${region} anyway`,
      ),
    ),
    ...check(
      allowed.length === 0 || regionsLeft(organization, unit).length > 0,
      `${path}.allowed`,
      `leaves no Region: what units above ${unit} allow has none of ${allowed.join(", ")}`,
    ),
    ...exemptActions.flatMap((action, index) =>
      check(
        ACTION.test(action),
        `${path}.exemptActions.${index}`,
        `must be an action such as bedrock:InvokeModel, got ${quote(action)}`,
      ),
    ),
    ...exemptRoles.flatMap((role, index) => checkRoleName(`${path}.exemptRoles.${index}`, role)),
  ];
}

function overflowMessage({ type, documents, names, room, unit }: UnitOverflow): string {
  const { characters } = POLICY_LIMITS[type];
  const what = TYPE_NAMES[type];
  if (documents === undefined) {
    const which = names.join(", ");
    return `${which} is longer than the ${characters} characters of ${what}, and cannot be cut: shorten it, or make several of it`;
  }
  return (
    `needs ${documents} ${what} of at most ${characters} characters, but ${room.places} fit on ${unit} ` +
    `(${room.because}): move some of ${names.join(", ")} to a unit above or below, the longest are first`
  );
}
