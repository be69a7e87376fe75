import type { AccountRequest } from "./account-request";
import type { LandingZoneData } from "./check-landing-zone";
import type { Organization } from "./organization";

/** For specs: an organization with one unit that is registered and one that is not. */
export const organization: Organization = {
  id: "o-a1b2c3d4e5",
  rootId: "r-ab12",
  vending: "account-factory",
  homeRegion: "us-east-1",
  governedRegions: ["us-east-1", "eu-central-1"],
  accounts: {
    management: "100000000001",
    logArchive: "100000000002",
    audit: "100000000003",
    accountFactory: "100000000004",
  },
  units: {
    Workloads: { id: "ou-ab12-11111111", registered: true },
    "Workloads/Dev": { id: "ou-ab12-22222222", registered: true },
    "Workloads/New": { registered: true },
    Suspended: { id: "ou-ab12-33333333", registered: false },
  },
  requiredTags: ["CostCenter"],
  externalAccounts: {},
};

export const request: AccountRequest = {
  name: "research-dev",
  email: "aws+research-dev@example.com",
  organizationalUnit: "Workloads/Dev",
  ssoUser: { email: "research@example.com", firstName: "Research", lastName: "Team" },
  tags: { CostCenter: "1001", Environment: "dev" },
  change: { requestedBy: "research", reason: "A place to try things" },
};

export const landingZone: LandingZoneData = {
  organization,
  accounts: {
    management: { accountId: "100000000001" },
    "research-dev": { accountId: "000000000001", request },
  },
};
