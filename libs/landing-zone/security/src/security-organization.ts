import { isRegion, quote, type Region, REGIONS } from "@tagform/deployment";
import type { Organization } from "@tagform/landing-zone-organization";
import { check, type Issue } from "@tagform/outcome";

/** What the organization's security needs to know of it: data name the whole `organization`, nothing is written twice. */
export type SecurityOrganization = Pick<
  Organization,
  "id" | "rootId" | "vending" | "homeRegion" | "governedRegions" | "accounts"
>;

export type OrganizationAccount = keyof SecurityOrganization["accounts"];

const ACCOUNT = /^\d{12}$/;
// https://docs.aws.amazon.com/organizations/latest/APIReference/API_Organization.html
const ORGANIZATION = /^o-[a-z0-9]{10,32}$/;
// https://docs.aws.amazon.com/organizations/latest/APIReference/API_Root.html
const ROOT = /^r-[0-9a-z]{4,32}$/;

export function checkSecurityOrganization(path: string, organization: SecurityOrganization): Issue[] {
  const { id, rootId, accounts } = organization;
  return [
    ...check(
      ORGANIZATION.test(id),
      `${path}.id`,
      `must be an organization's id such as o-a1b2c3d4e5, got ${quote(id)}`,
    ),
    ...check(ROOT.test(rootId), `${path}.rootId`, `must be a root's id such as r-ab12, got ${quote(rootId)}`),
    ...checkRegions(path, organization),
    ...Object.entries(accounts).flatMap(([name, account]) =>
      check(
        ACCOUNT.test(account),
        `${path}.accounts.${name}`,
        `must be 12 digits in quotes, got ${quote(account)}`,
      ),
    ),
  ];
}

function checkRegions(path: string, { homeRegion, governedRegions }: SecurityOrganization): Issue[] {
  const place = `${path}.governedRegions`;
  const unknown = governedRegions.filter((region) => !isRegion(region));
  const partitions = new Set(governedRegions.filter(isRegion).map((region) => REGIONS[region].partition));
  return [
    ...check(
      governedRegions.includes(homeRegion),
      place,
      `must have the home Region ${homeRegion}, got ${governedRegions.join(", ")}`,
    ),
    ...check(unknown.length === 0, place, `must be codes of AWS Regions, got ${unknown.join(", ")}`),
    ...check(
      new Set(governedRegions).size === governedRegions.length,
      place,
      `names a Region twice: ${governedRegions.join(", ")}`,
    ),
    ...check(
      partitions.size <= 1,
      place,
      `must be Regions of one partition, got those of ${[...partitions].join(" and ")}`,
    ),
  ];
}

/** That a workload is in the account which alone can do what it does. */
export function checkAccount(
  path: string,
  { accounts }: SecurityOrganization,
  name: OrganizationAccount,
  accountId: string,
): Issue[] {
  return check(
    accounts[name] === accountId,
    path,
    `works in the organization's account ${name} (${accounts[name]}) only, but stands in the data of ${accountId}`,
  );
}

/** `region` for a resource, where it is not in the provider's own. */
export function placeIn(region: Region, own: Region): { readonly region?: Region } {
  return region === own ? {} : { region };
}
