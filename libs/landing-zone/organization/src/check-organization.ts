import { quote } from "@tagform/deployment";
import { check, type Issue } from "@tagform/outcome";

import type { Organization } from "./organization";

const ACCOUNT_ID = /^[0-9]{12}$/;
/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_OrganizationalUnit.html */
const LONGEST_UNIT_NAME = 128;
/** Below the root: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html */
const DEEPEST_UNIT = 5;

/** The issues of the organization's own data. */
export function checkOrganization(organization: Organization): Issue[] {
  const { id, rootId, homeRegion, governedRegions } = organization;
  return [
    ...check(
      /^o-[a-z0-9]{10,32}$/.test(id),
      "organization.id",
      `must be like o-a1b2c3d4e5, got ${quote(id)}`,
    ),
    ...check(
      /^r-[0-9a-z]{4,32}$/.test(rootId),
      "organization.rootId",
      `must be like r-ab12, got ${quote(rootId)}`,
    ),
    ...check(
      governedRegions.includes(homeRegion),
      "organization.governedRegions",
      `must have the home Region ${homeRegion} among them`,
    ),
    ...check(
      new Set(governedRegions).size === governedRegions.length,
      "organization.governedRegions",
      "must name each Region once",
    ),
    ...checkOwnAccounts(organization),
    ...checkUnits(organization),
    ...checkExternalAccounts(organization),
  ];
}

function checkOwnAccounts({ accounts }: Organization): Issue[] {
  const all = Object.entries(accounts);
  return all.flatMap(([role, accountId]) => [
    ...check(
      ACCOUNT_ID.test(accountId),
      `organization.accounts.${role}`,
      `must be 12 digits, got ${quote(accountId)}`,
    ),
    ...check(
      all.filter(([, other]) => other === accountId).length === 1,
      `organization.accounts.${role}`,
      `account ${accountId} has two jobs: management, log archive, audit and account factory are kept apart`,
    ),
  ]);
}

function checkUnits({ units, rootId, vending }: Organization): Issue[] {
  const ids = Object.values(units).flatMap(({ id }) => id ?? []);
  const unitId = new RegExp(`^ou-${rootId.slice("r-".length)}-[a-z0-9]{8,32}$`);
  return Object.entries(units).flatMap(([unitPath, { id, registered }]) => {
    const path = `organization.units.${unitPath}`;
    const names = unitPath.split("/");
    const parent = names.slice(0, -1).join("/");
    return [
      ...check(
        names.every((name) => name.trim() !== "" && name.length <= LONGEST_UNIT_NAME),
        path,
        `must be names of 1 to ${LONGEST_UNIT_NAME} characters with / between them`,
      ),
      ...check(
        names.length <= DEEPEST_UNIT,
        path,
        `must be at most ${DEEPEST_UNIT} deep, is ${names.length}`,
      ),
      ...check(
        parent === "" || Object.hasOwn(units, parent),
        path,
        `its parent ${quote(parent)} is not listed`,
      ),
      ...check(
        id === undefined || unitId.test(id),
        `${path}.id`,
        `must be like ou-${rootId.slice("r-".length)}-cdef3456, got ${quote(id ?? "")}`,
      ),
      ...check(
        id === undefined || ids.filter((other) => other === id).length === 1,
        `${path}.id`,
        `${id ?? ""} is also that of another unit`,
      ),
      ...check(
        !registered || vending === "account-factory",
        `${path}.registered`,
        "must be false: accounts are vended without Control Tower",
      ),
    ];
  });
}

function checkExternalAccounts({ externalAccounts, units }: Organization): Issue[] {
  return Object.entries(externalAccounts).flatMap(([name, { accountId, reason, organizationalUnit }]) => {
    const path = `organization.externalAccounts.${name}`;
    return [
      ...check(ACCOUNT_ID.test(accountId), `${path}.accountId`, `must be 12 digits, got ${quote(accountId)}`),
      ...check(reason.trim() !== "", `${path}.reason`, "must say why it is not vended, got an empty text"),
      ...check(
        organizationalUnit === undefined || Object.hasOwn(units, organizationalUnit),
        `${path}.organizationalUnit`,
        `unit ${quote(organizationalUnit ?? "")} is unknown, only ${Object.keys(units).join(", ")}`,
      ),
    ];
  });
}
