import type { EnvironmentConfig } from "@tagform/config";

import { checkLandingZone, type RequestedAccount } from "./check-landing-zone";
import { landingZone, organization, request } from "./sample-organization";

const dev = (accountId: string, name: EnvironmentConfig["name"] = "dev"): EnvironmentConfig => ({
  name,
  repository: "infra",
  releaseBranch: "main",
  regions: ["us-east-1"],
  globalResourceDeployFromRegion: "us-east-1",
  state: { tfBackendConfigPrefix: "acme", buildRegion: "us-east-1", layout: "central", locks: ["s3"] },
  approval: "none",
  teams: { research: { accountId, scopes: {} } },
});

const issues = (
  accounts: Readonly<Record<string, RequestedAccount>>,
  environments: readonly EnvironmentConfig[] = [],
  externalAccounts = organization.externalAccounts,
) =>
  checkLandingZone(
    {
      organization: { ...organization, externalAccounts },
      accounts: { ...landingZone.accounts, ...accounts },
    },
    environments,
  ).map(({ path, message }) => `${path}: ${message}`);

test("an address is one account's alone, whatever its capitals", () => {
  const other = { ...request, name: "other", email: "AWS+research-dev@example.com" };
  expect(issues({ other: { accountId: "000000000002", request: other } })).toEqual([
    expect.stringContaining(
      'landing-zone.teams.research-dev.request.email: "aws+research-dev@example.com" is also',
    ),
    expect.stringContaining("landing-zone.teams.other.request.email"),
  ]);
});

test("a name is one account's alone", () => {
  const other = { ...request, email: "aws+other@example.com" };
  expect(issues({ other: { accountId: "000000000002", request: other } })).toEqual([
    expect.stringContaining("is also the name of other"),
    expect.stringContaining("is also the name of research-dev"),
  ]);
});

test("ranges of networks are well formed and disjoint", () => {
  const other = (vpc_cidr: string) => ({
    accountId: "000000000002",
    request: { ...request, name: "other", email: "aws+other@example.com", customFields: { vpc_cidr } },
  });
  const third = (vpc_cidr: string) => ({
    accountId: "000000000003",
    request: { ...request, name: "third", email: "aws+third@example.com", customFields: { vpc_cidr } },
  });
  expect(issues({ other: other("10.0.0.0/20"), third: third("10.0.16.0/20") })).toEqual([]);
  expect(issues({ other: other("10.0.0.0/16"), third: third("10.0.16.0/20") })).toEqual([
    "landing-zone.teams.other.request.customFields.vpc_cidr: 10.0.0.0/16 overlaps that of third (10.0.16.0/20)",
    "landing-zone.teams.third.request.customFields.vpc_cidr: 10.0.16.0/20 overlaps that of other (10.0.0.0/16)",
  ]);
  expect(issues({ other: other("10.0.0.1/20"), third: third("10.300.0.0/20") })).toEqual([
    expect.stringContaining("begins inside a network: write 10.0.0.0/20"),
    expect.stringContaining("must be a range such as 10.0.0.0/20"),
  ]);
});

test("an account is requested, unless the landing zone itself consists of it", () => {
  expect(issues({ stray: { accountId: "000000000009" } })).toEqual([
    expect.stringContaining("landing-zone.teams.stray.request: is missing"),
  ]);
  const ofAudit = { ...request, name: "audit-2", email: "aws+audit@example.com" };
  expect(issues({ security: { accountId: "100000000003", request: ofAudit } })).toEqual([
    expect.stringContaining("which nobody requests"),
  ]);
});

test("a team's account is vended, awaited or declared external", () => {
  expect(issues({}, [dev("000000000001")])).toEqual([]);
  expect(issues({}, [dev("pending: research-dev")])).toEqual([]);
  expect(issues({}, [dev("999999999999")])).toEqual([
    "dev.teams.research.accountId: account 999999999999 was vended by nobody: add its file to environments/landing-zone/accounts, or declare it in externalAccounts with a reason",
  ]);
  const partner = { accountId: "999999999999", reason: "belongs to a partner" };
  expect(issues({}, [dev("999999999999")], { partner })).toEqual([]);
});

test("a team's account is of its environment", () => {
  expect(issues({}, [dev("000000000001", "qa")])).toEqual([
    expect.stringContaining('is research-dev, whose tag Environment is "dev": use an account of qa'),
  ]);
  expect(issues({}, [dev("000000000001", "tooling")])).toEqual([]);
});
