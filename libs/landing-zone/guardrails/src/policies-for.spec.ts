import { appliedTo } from "./applied-to";
import { sampleOrganization } from "./fixtures/sample-organization";
import { placedAccounts } from "./placed-account";
import { policiesFor } from "./policies-for";

const organization = sampleOrganization({
  Root: { policies: { "deny-leaving": { type: "ready", use: "deny-leaving-organization", reason: "stay" } } },
  Workloads: {
    controls: {
      "CT.EC2.PV.4": { reason: "nobody needs them" },
      "AWS-GR_ENCRYPTED_VOLUMES": { reason: "seen" },
    },
    policies: {
      metadata: { type: "declarative", reason: "v2", declares: { serialConsoleAccess: "disabled" } },
      tls: { type: "ready", use: "require-tls", reason: "encrypted" },
    },
  },
  "Workloads/Dev": { regionDeny: { reason: "near", allowed: ["eu-central-1"] } },
});
const account = { name: "research-dev", accountId: "012345678901", organizationalUnit: "Workloads/Dev" };

test("an account's policies are those of each level, with AWS's own", () => {
  const { serviceControl, resourceControl } = policiesFor(organization, account);
  const named = (levels: typeof serviceControl) =>
    levels.map(({ name, policies }) => [name, ...policies.map((policy) => policy.name)]);
  expect(named(serviceControl)).toEqual([
    ["Root", "FullAWSAccess", "deny-leaving"],
    ["Workloads", "FullAWSAccess", "CT.EC2.PV.4"],
    ["Workloads/Dev", "FullAWSAccess", "region-deny"],
    ["research-dev", "FullAWSAccess"],
  ]);
  expect(named(resourceControl)).toEqual([
    ["Root", "RCPFullAWSAccess"],
    ["Workloads", "RCPFullAWSAccess", "tls"],
    ["Workloads/Dev", "RCPFullAWSAccess"],
    ["research-dev", "RCPFullAWSAccess"],
  ]);
});

test("no policy reaches the management account", () => {
  const management = { name: "management", accountId: "888888888888" };
  expect(policiesFor(organization, management)).toEqual({ serviceControl: [], resourceControl: [] });
});

test("an account whose unit is not known has the root's", () => {
  const { serviceControl } = policiesFor(organization, { name: "lost", accountId: "1" });
  expect(serviceControl.map(({ name }) => name)).toEqual(["Root", "lost"]);
});

test("what applies to a unit is told with its reason, from the root down", () => {
  expect(
    appliedTo(organization, "Workloads/Dev").map(({ from, name, reason }) => [from, name, reason]),
  ).toEqual([
    ["Root", "deny-leaving", "stay"],
    ["Workloads", "AWS-GR_ENCRYPTED_VOLUMES", "seen"],
    ["Workloads", "CT.EC2.PV.4", "nobody needs them"],
    ["Workloads", "metadata", "v2"],
    ["Workloads", "tls", "encrypted"],
    ["Workloads/Dev", "region-deny", "near"],
  ]);
});

test("accounts are placed by their request; log archive and audit where Control Tower puts them", () => {
  const files = {
    audit: { accountId: "101010101010" },
    tooling: { accountId: "555555555555", request: { organizationalUnit: "Workloads" } },
    management: { accountId: "888888888888" },
  };
  expect(placedAccounts(organization, files)).toEqual([
    { name: "audit", accountId: "101010101010", organizationalUnit: "Security" },
    { name: "tooling", accountId: "555555555555", organizationalUnit: "Workloads" },
    { name: "management", accountId: "888888888888" },
  ]);
});
