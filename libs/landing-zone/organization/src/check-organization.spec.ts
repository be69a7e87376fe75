import { checkOrganization } from "./check-organization";
import type { Organization } from "./organization";
import { organization } from "./sample-organization";

const issues = (overrides: Partial<Organization>) =>
  checkOrganization({ ...organization, ...overrides }).map(({ path, message }) => `${path}: ${message}`);

test("the sample has no issue", () => {
  expect(issues({})).toEqual([]);
});

test.each<[Partial<Organization>, string]>([
  [{ id: "a1b2" }, 'organization.id: must be like o-a1b2c3d4e5, got "a1b2"'],
  [
    { governedRegions: ["eu-central-1"] },
    "organization.governedRegions: must have the home Region us-east-1",
  ],
  [
    { accounts: { ...organization.accounts, audit: "100000000001" } },
    "organization.accounts.management: account 100000000001 has two jobs",
  ],
  [
    { units: { "Workloads/Dev": { registered: false } } },
    'organization.units.Workloads/Dev: its parent "Workloads" is not listed',
  ],
  [
    { units: { Dev: { id: "ou-zz99-22222222", registered: true } } },
    'organization.units.Dev.id: must be like ou-ab12-cdef3456, got "ou-zz99-22222222"',
  ],
  [
    {
      units: {
        A: { id: "ou-ab12-11111111", registered: true },
        B: { id: "ou-ab12-11111111", registered: true },
      },
    },
    "organization.units.A.id: ou-ab12-11111111 is also that of another unit",
  ],
  [
    { vending: "organizations", units: { A: { registered: true } } },
    "organization.units.A.registered: must be false",
  ],
  [
    { externalAccounts: { partner: { accountId: "1", reason: "" } } },
    'organization.externalAccounts.partner.accountId: must be 12 digits, got "1"',
  ],
])("%j is an issue", (overrides, message) => {
  expect(issues(overrides)[0]).toContain(message);
});

test("units are at most five deep", () => {
  const names = ["A", "A/B", "A/B/C", "A/B/C/D", "A/B/C/D/E", "A/B/C/D/E/F"];
  const units = Object.fromEntries(names.map((name) => [name, { registered: true }]));
  expect(issues({ units })).toEqual(["organization.units.A/B/C/D/E/F: must be at most 5 deep, is 6"]);
});
