import { CloudtrailOrganizationDelegatedAdminAccount } from "@cdktf/provider-aws/lib/cloudtrail-organization-delegated-admin-account";
import { GuarddutyDetector } from "@cdktf/provider-aws/lib/guardduty-detector";
import { GuarddutyOrganizationAdminAccount } from "@cdktf/provider-aws/lib/guardduty-organization-admin-account";
import { OrganizationsDelegatedAdministrator } from "@cdktf/provider-aws/lib/organizations-delegated-administrator";
import { SecurityhubAccount } from "@cdktf/provider-aws/lib/securityhub-account";
import { SecurityhubOrganizationAdminAccount } from "@cdktf/provider-aws/lib/securityhub-organization-admin-account";
import { synthStack } from "@tagform/testing";

import { ORGANIZATION } from "../fixtures/organization";
import { propsOf } from "../fixtures/props";
import { checkSecurityDelegation } from "./check-security-delegation";
import { SecurityDelegation } from "./security-delegation";
import type { SecurityDelegationConfig } from "./security-delegation-config";

const MANAGEMENT = "888888888888";
const DELEGATION: SecurityDelegationConfig = { kind: "security-delegation", organization: ORGANIZATION };

const stackOf = (overrides: Partial<SecurityDelegationConfig> = {}) =>
  synthStack(
    (stack) =>
      new SecurityDelegation(stack, "delegation", propsOf({ ...DELEGATION, ...overrides }, MANAGEMENT)),
  );

test("it is the management account's, and delegates to another one", () => {
  const place = { scope: "global", accountId: MANAGEMENT };
  expect(checkSecurityDelegation("w", DELEGATION, place)).toEqual([]);
  const accounts = { ...ORGANIZATION.accounts, audit: MANAGEMENT };
  const bad = { ...DELEGATION, organization: { ...ORGANIZATION, accounts } };
  expect(checkSecurityDelegation("w", bad, { ...place, accountId: "101010101010" })).toMatchObject([
    { path: "w" },
    { path: "w.organization.accounts.audit", message: expect.stringContaining("name another account") },
  ]);
});

test("the audit account administers Config and Access Analyzer once, GuardDuty and Security Hub in each governed Region", () => {
  const stack = stackOf();
  expect(stack.all(OrganizationsDelegatedAdministrator).map(({ service_principal: name }) => name)).toEqual([
    "config.amazonaws.com",
    "config-multiaccountsetup.amazonaws.com",
    "access-analyzer.amazonaws.com",
  ]);
  for (const type of [GuarddutyOrganizationAdminAccount, SecurityhubOrganizationAdminAccount]) {
    expect(stack.all(type)).toMatchObject([
      { admin_account_id: "101010101010" },
      { admin_account_id: "101010101010", region: "eu-central-1" },
    ]);
  }
});

test("a registration waits for the one before, and for the organization's trust", () => {
  const stack = stackOf({ trails: true });
  const all = [
    OrganizationsDelegatedAdministrator,
    GuarddutyOrganizationAdminAccount,
    SecurityhubOrganizationAdminAccount,
    CloudtrailOrganizationDelegatedAdminAccount,
  ].flatMap((type) => stack.all(type));
  const waiting = all.map((each) => (each["depends_on"] as string[] | undefined) ?? []);
  // The Region's own detector and hub come before its first registration.
  expect(waiting.map(({ length }) => length)).toEqual([0, 1, 1, 3, 3, 1, 1, 1]);
  expect(new Set(waiting.flat()).size).toBe(11);
  expect(stack.all(OrganizationsDelegatedAdministrator)[2]).toMatchObject({
    lifecycle: { precondition: [{ condition: expect.stringContaining('"access-analyzer.amazonaws.com"') }] },
  });
});

test("what Control Tower has registered is left alone", () => {
  const registeredElsewhere = ["config.amazonaws.com"] as const;
  const names = stackOf({ registeredElsewhere })
    .all(OrganizationsDelegatedAdministrator)
    .map(({ service_principal: name }) => name);
  expect(names).toEqual(["config-multiaccountsetup.amazonaws.com", "access-analyzer.amazonaws.com"]);
  const config = {
    ...DELEGATION,
    registeredElsewhere: ["guardduty.amazonaws.com" as "config.amazonaws.com"],
  };
  expect(checkSecurityDelegation("w", config, { scope: "global", accountId: MANAGEMENT })).toMatchObject([
    { path: "w.registeredElsewhere.0", message: expect.stringContaining("got guardduty.amazonaws.com") },
  ]);
});

test("the management account's own detectors and hubs are on, as the organization switches on all others", () => {
  const stack = stackOf();
  for (const type of [GuarddutyDetector, SecurityhubAccount]) {
    expect(stack.all(type).map(({ region }) => region)).toEqual([undefined, "eu-central-1"]);
  }
});

test("trails are delegated only where data say so", () => {
  expect(stackOf().all(CloudtrailOrganizationDelegatedAdminAccount)).toEqual([]);
});
