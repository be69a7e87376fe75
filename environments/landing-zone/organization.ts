import type { Organization } from "@tagform/landing-zone-organization";

export const organization = {
  id: "o-a1b2c3d4e5",
  rootId: "r-ab12",
  vending: "account-factory",
  homeRegion: "us-east-1",
  governedRegions: ["us-east-1", "eu-central-1", "ap-southeast-1"],
  accounts: {
    management: "888888888888",
    logArchive: "999999999999",
    audit: "101010101010",
    accountFactory: "121212121212",
  },
  units: {
    Security: { id: "ou-ab12-11111111", registered: true },
    Infrastructure: { id: "ou-ab12-22222222", registered: true },
    Workloads: { id: "ou-ab12-33333333", registered: true },
    "Workloads/Dev": { id: "ou-ab12-44444444", registered: true },
    "Workloads/Qa": { id: "ou-ab12-55555555", registered: true },
    "Workloads/Staging": { id: "ou-ab12-66666666", registered: true },
    "Workloads/Prod": { id: "ou-ab12-77777777", registered: true },
    Suspended: { id: "ou-ab12-88888888", registered: false },
  },
  requiredTags: ["Project", "Environment", "CostCenter"],
  externalAccounts: {},
} as const satisfies Organization;
