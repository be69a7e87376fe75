import { ConfigConfigurationAggregator } from "@cdktf/provider-aws/lib/config-configuration-aggregator";
import { ConfigOrganizationManagedRule } from "@cdktf/provider-aws/lib/config-organization-managed-rule";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { isAllowed, synthesizedRoles } from "@tagform/policy-evaluator";
import { synthStack } from "@tagform/testing";

import { ORGANIZATION } from "../fixtures/organization";
import { propsOf } from "../fixtures/props";
import { checkOrganizationConfig } from "./check-organization-config";
import { OrganizationConfig } from "./organization-config";
import type { OrganizationConfigConfig } from "./organization-config-config";

const AUDIT = "101010101010";
const CONFIG: OrganizationConfigConfig = {
  kind: "organization-config",
  organization: ORGANIZATION,
  rules: { ENCRYPTED_VOLUMES: {}, ACCESS_KEYS_ROTATED: { maxAccessKeyAge: "90" } },
};

const issues = (
  overrides: Partial<OrganizationConfigConfig>,
  place = { scope: "us-east-1", accountId: AUDIT },
) =>
  checkOrganizationConfig("w", { ...CONFIG, ...overrides }, place).map(
    ({ path, message }) => `${path}: ${message}`,
  );

const stackOf = (overrides: Partial<OrganizationConfigConfig> = {}) =>
  synthStack((stack) => new OrganizationConfig(stack, "config", propsOf({ ...CONFIG, ...overrides }, AUDIT)));

test("good data has no issue", () => {
  expect(issues({})).toEqual([]);
  expect(issues({ excludedAccounts: { "888888888888": { reason: "no recorder yet" } } })).toEqual([]);
});

test("a rule that AWS does not have is refused with the one that was meant", () => {
  const rules = {
    "encrypted-volumes": {},
    RDS_MULTI_AZ_ENABLED: {},
    S3_BUCKET_PUBLIC_READ_PROHIBITD: {},
  } as OrganizationConfigConfig["rules"];
  expect(issues({ rules })).toEqual([
    "w.rules.encrypted-volumes: is a rule's name, write its identifier ENCRYPTED_VOLUMES",
    "w.rules.RDS_MULTI_AZ_ENABLED: is no managed rule: write RDS_MULTI_AZ_SUPPORT for instances and RDS_CLUSTER_MULTI_AZ_ENABLED for clusters",
    'w.rules.S3_BUCKET_PUBLIC_READ_PROHIBITD: is no known managed rule, did you mean "S3_BUCKET_PUBLIC_READ_PROHIBITED"?: add it to managed-rule.ts, with its parameters',
  ]);
});

test("parameters are those of the rule, and what it needs is there", () => {
  const rules = {
    ACCESS_KEYS_ROTATED: { days: "90" },
    ENCRYPTED_VOLUMES: { kmsId: "" },
    EIP_ATTACHED: { x: "1" },
  };
  expect(issues({ rules })).toEqual([
    "w.rules.ACCESS_KEYS_ROTATED: needs the parameter maxAccessKeyAge",
    "w.rules.ACCESS_KEYS_ROTATED.days: is no parameter of the rule, which has maxAccessKeyAge",
    "w.rules.ENCRYPTED_VOLUMES.kmsId: must not be empty: leave it out for AWS's default",
    "w.rules.EIP_ATTACHED.x: is no parameter of the rule, which has none",
  ]);
});

test("a rule that a governed Region does not have is refused, rules about IAM only for the home Region", () => {
  const organization = {
    ...ORGANIZATION,
    governedRegions: ["us-east-1", "mx-central-1"],
  } as const satisfies OrganizationConfigConfig["organization"];
  const rules = { GUARDDUTY_ENABLED_CENTRALIZED: {}, IAM_USER_MFA_ENABLED: {} };
  expect(issues({ organization, rules })).toEqual([
    "w.rules.GUARDDUTY_ENABLED_CENTRALIZED: is not offered in mx-central-1: leave the rule out",
  ]);
});

test("it is the audit account's, in the home Region, and every exclusion has a reason", () => {
  const excludedAccounts = { "12": { reason: "" } };
  expect(issues({ excludedAccounts }, { scope: "eu-central-1", accountId: "888888888888" })).toEqual([
    expect.stringMatching(/^w: works in the organization's account audit/),
    "w: belongs to the cell of the organization's home Region us-east-1, got eu-central-1: move it to scopes.us-east-1",
    "w.excludedAccounts.12: must be an account's 12 digits",
    "w.excludedAccounts.12.reason: must say why nothing is recorded there, got an empty text",
  ]);
});

test("rules about IAM are evaluated once, others in every governed Region", () => {
  const rules = stackOf().all(ConfigOrganizationManagedRule);
  expect(rules.map(({ rule_identifier, region }) => [rule_identifier, region])).toEqual([
    ["ENCRYPTED_VOLUMES", undefined],
    ["ENCRYPTED_VOLUMES", "eu-central-1"],
    ["ACCESS_KEYS_ROTATED", undefined],
  ]);
  expect(rules[2]).toMatchObject({
    name: "tagform-access-keys-rotated",
    input_parameters: '{"maxAccessKeyAge":"90"}',
  });
});

test("no rule reaches an account without a recorder", () => {
  const excludedAccounts = { "999999999999": { reason: "b" }, "888888888888": { reason: "a" } };
  const [first] = stackOf({ excludedAccounts }).all(ConfigOrganizationManagedRule);
  expect(first).toMatchObject({ excluded_accounts: ["888888888888", "999999999999"] });
  expect(stackOf().all(ConfigOrganizationManagedRule)[0]).not.toHaveProperty("excluded_accounts");
});

test("one aggregator sees all accounts and Regions, by a role within the boundary that this account's Config alone assumes", () => {
  const stack = stackOf();
  expect(stack.only(ConfigConfigurationAggregator)).toMatchObject({
    organization_aggregation_source: { all_regions: true },
  });
  expect(stack.only(IamRole)).toMatchObject({
    // What the boundary lets read the organization, and nobody but landing-zone's deployments make.
    name: expect.stringMatching(/^baseline-/),
    permissions_boundary: "arn:aws:iam::101010101010:policy/InfraBoundary",
  });
  const [role] = synthesizedRoles(stack.json).roles;
  const assumes = (account: string) =>
    isAllowed(
      {
        caller: { service: "config.amazonaws.com" },
        action: "sts:AssumeRole",
        resource: `arn:aws:iam::${AUDIT}:role/baseline-config-aggregator`,
        context: { "aws:SourceAccount": account },
      },
      { resource: role!.trust },
    );
  expect([assumes(AUDIT), assumes("222222222222")]).toEqual([true, false]);
});
