import { AccessanalyzerAnalyzer } from "@cdktf/provider-aws/lib/accessanalyzer-analyzer";
import { GuarddutyDetector } from "@cdktf/provider-aws/lib/guardduty-detector";
import { GuarddutyDetectorFeature } from "@cdktf/provider-aws/lib/guardduty-detector-feature";
import { GuarddutyOrganizationConfiguration } from "@cdktf/provider-aws/lib/guardduty-organization-configuration";
import { GuarddutyOrganizationConfigurationFeature } from "@cdktf/provider-aws/lib/guardduty-organization-configuration-feature";
import { SecurityhubConfigurationPolicy } from "@cdktf/provider-aws/lib/securityhub-configuration-policy";
import { SecurityhubConfigurationPolicyAssociation } from "@cdktf/provider-aws/lib/securityhub-configuration-policy-association";
import { SecurityhubFindingAggregator } from "@cdktf/provider-aws/lib/securityhub-finding-aggregator";
import { SecurityhubOrganizationConfiguration } from "@cdktf/provider-aws/lib/securityhub-organization-configuration";
import { synthStack } from "@tagform/testing";

import { ORGANIZATION } from "../fixtures/organization";
import { propsOf } from "../fixtures/props";
import { SECURITY } from "../fixtures/security";
import { checkOrganizationSecurity } from "./check-organization-security";
import { OrganizationSecurity } from "./organization-security";
import type { OrganizationSecurityConfig } from "./organization-security-config";
import { PROTECTION_PLANS } from "./protection-plan";
import { standardArn } from "./standard";

const AUDIT = "101010101010";

const issues = (
  overrides: Partial<OrganizationSecurityConfig>,
  place = { scope: "us-east-1", accountId: AUDIT },
) =>
  checkOrganizationSecurity("w", { ...SECURITY, ...overrides }, place).map(
    ({ path, message }) => `${path}: ${message}`,
  );

const stackOf = (overrides: Partial<OrganizationSecurityConfig> = {}) =>
  synthStack(
    (stack) => new OrganizationSecurity(stack, "security", propsOf({ ...SECURITY, ...overrides }, AUDIT)),
  );

test("good data has no issue", () => {
  expect(issues({})).toEqual([]);
});

test("all issues come together, each with what is allowed", () => {
  const { RUNTIME_MONITORING, ...others } = SECURITY.guardDuty.plans;
  const plans = { ...others, S3_DATA_EVENTS: "SOME", LAMBDA_NETWORK_LOG: RUNTIME_MONITORING };
  const all = issues(
    {
      guardDuty: { plans } as never,
      securityHub: {
        standards: ["cis-1.4", "cis-3.0", "cis-3.0", "cis-2.0" as "cis-3.0"],
        disabledControls: { CloudTrail: { reason: "" } },
      },
      accessAnalyzer: { unusedAfterDays: 400 },
    },
    { scope: "global", accountId: "888888888888" },
  );
  expect(all).toEqual([
    expect.stringMatching(/^w: works in the organization's account audit/),
    expect.stringMatching(/^w: belongs to the cell of the organization's home Region us-east-1, got global/),
    "w.guardDuty.plans: must decide every plan, of which RUNTIME_MONITORING is missing: say ALL, NEW, NONE",
    'w.guardDuty.plans.S3_DATA_EVENTS: must be one of ALL, NEW, NONE, got "SOME"',
    expect.stringMatching(/^w\.guardDuty\.plans\.LAMBDA_NETWORK_LOG: .* did you mean "LAMBDA_NETWORK_LOGS"/),
    expect.stringMatching(/^w\.securityHub\.standards\.2: must be one of .*, each once, got "cis-3.0"/),
    expect.stringMatching(/^w\.securityHub\.standards\.3: must be one of .* got "cis-2.0", did you mean/),
    expect.stringMatching(/^w\.securityHub\.standards: has CIS in two versions/),
    expect.stringMatching(/^w\.securityHub\.disabledControls\.CloudTrail: must be a control's id/),
    expect.stringMatching(/^w\.securityHub\.disabledControls\.CloudTrail\.reason: must say why/),
    "w.accessAnalyzer.unusedAfterDays: must be a whole number from 1 to 365, got 400",
  ]);
  expect(issues({ securityHub: { standards: [] } })).toEqual([
    expect.stringMatching(/^w\.securityHub\.standards: names no standard/),
  ]);
});

test("GuardDuty is on in every account and governed Region, and makes no detector beside the audit account's", () => {
  const stack = stackOf();
  expect(stack.all(GuarddutyDetector)).toEqual([]);
  expect(
    stack
      .all(GuarddutyOrganizationConfiguration)
      .map(({ region, auto_enable_organization_members: members }) => [region, members]),
  ).toEqual([
    [undefined, "ALL"],
    ["eu-central-1", "ALL"],
  ]);
});

test("every plan is set for members and for the audit account itself, one after the other", () => {
  const stack = stackOf();
  const members = stack.all(GuarddutyOrganizationConfigurationFeature);
  expect(members.slice(0, 6).map(({ name, auto_enable }) => [name, auto_enable])).toEqual(
    PROTECTION_PLANS.map((plan) => [plan, SECURITY.guardDuty.plans[plan]]),
  );
  const own = stack.all(GuarddutyDetectorFeature).slice(0, 6);
  expect(own.map(({ status }) => status)).toEqual([
    ...["ENABLED", "DISABLED", "ENABLED", "ENABLED", "DISABLED", "DISABLED"],
  ]);
  for (const each of [...members, ...own]) expect(each["depends_on"]).toHaveLength(1);
});

test("one policy of Security Hub holds all accounts to the same standards; findings come to the home Region", () => {
  const stack = stackOf();
  expect(stack.only(SecurityhubFindingAggregator)).toMatchObject({
    linking_mode: "SPECIFIED_REGIONS",
    specified_regions: ["eu-central-1"],
  });
  expect(stack.only(SecurityhubOrganizationConfiguration)).toMatchObject({
    auto_enable: false,
    auto_enable_standards: "NONE",
    organization_configuration: { configuration_type: "CENTRAL" },
  });
  expect(stack.only(SecurityhubConfigurationPolicy)).toMatchObject({
    configuration_policy: {
      service_enabled: true,
      enabled_standard_arns: [
        "arn:aws:securityhub:us-east-1::standards/aws-foundational-security-best-practices/v/1.0.0",
        "arn:aws:securityhub:us-east-1::standards/cis-aws-foundations-benchmark/v/3.0.0",
      ],
      security_controls_configuration: { disabled_control_identifiers: ["CloudTrail.5"] },
    },
  });
  expect(stack.only(SecurityhubConfigurationPolicyAssociation)).toMatchObject({ target_id: "r-ab12" });
});

test("with one Region there is none to aggregate", () => {
  const organization = { ...ORGANIZATION, governedRegions: ["us-east-1"] } as const;
  expect(stackOf({ organization }).only(SecurityhubFindingAggregator)).toMatchObject({
    linking_mode: "NO_REGIONS",
  });
});

test("an ARN of a standard names partition and Region", () => {
  expect(standardArn("cis-1.4", "cn-north-1", "aws-cn")).toBe(
    "arn:aws-cn:securityhub:cn-north-1::standards/cis-aws-foundations-benchmark/v/1.4.0",
  );
});

test("what is open to outsiders is looked for in every Region, what nobody uses once, where data pay for it", () => {
  const typesOf = (overrides: Partial<OrganizationSecurityConfig>) =>
    stackOf(overrides)
      .all(AccessanalyzerAnalyzer)
      .map(({ type, region }) => [type, region]);
  const external = [
    ["ORGANIZATION", undefined],
    ["ORGANIZATION", "eu-central-1"],
  ];
  expect(typesOf({})).toEqual(external);
  expect(typesOf({ accessAnalyzer: { unusedAfterDays: 90 } })).toEqual([
    ...external,
    ["ORGANIZATION_UNUSED_ACCESS", undefined],
  ]);
});
