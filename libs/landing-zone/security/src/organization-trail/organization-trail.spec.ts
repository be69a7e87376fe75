import { Cloudtrail } from "@cdktf/provider-aws/lib/cloudtrail";
import { DataAwsCloudwatchLogGroups } from "@cdktf/provider-aws/lib/data-aws-cloudwatch-log-groups";
import { DataAwsKmsKey } from "@cdktf/provider-aws/lib/data-aws-kms-key";
import { synthStack } from "@tagform/testing";

import { ORGANIZATION } from "../fixtures/organization";
import { propsOf } from "../fixtures/props";
import { checkOrganizationTrail } from "./check-organization-trail";
import { OrganizationTrail } from "./organization-trail";
import type { OrganizationTrailConfig, OwnTrail } from "./organization-trail-config";
import { organizationTrail } from "./organization-trail-kind";

const BY_ORGANIZATIONS = { ...ORGANIZATION, vending: "organizations" } as const;
const OWN: OwnTrail = { madeBy: "tagform", name: "organization", archiveBucket: "acme-archive" };

const configOf = (
  trail: OrganizationTrailConfig["trail"],
  organization: OrganizationTrailConfig["organization"] = BY_ORGANIZATIONS,
): OrganizationTrailConfig => ({ kind: "organization-trail", organization, trail });

const issues = (config: OrganizationTrailConfig, accountId = "888888888888") =>
  checkOrganizationTrail("w", config, { scope: "global", accountId }).map(
    ({ path, message }) => `${path}: ${message}`,
  );

const stackOf = (config: OrganizationTrailConfig) =>
  synthStack((stack) => new OrganizationTrail(stack, "trail", propsOf(config, "888888888888")));

test("good data has no issue", () => {
  expect(issues(configOf({ madeBy: "control-tower" }, ORGANIZATION))).toEqual([]);
  expect(issues(configOf(OWN))).toEqual([]);
  const second = { ...OWN, besideControlTower: { reason: "switched off in the landing zone" } };
  expect(issues(configOf(second, ORGANIZATION))).toEqual([]);
});

test("a second trail beside Control Tower's is refused with the reason", () => {
  expect(issues(configOf(OWN, ORGANIZATION))).toEqual([
    "w.trail.madeBy: is tagform, but Control Tower has a trail of the organization: a second one records every event again, " +
      "for 2 USD per 100,000. Say control-tower, or why there are two under besideControlTower",
  ]);
});

test("without Control Tower there is no trail of its own to rely on", () => {
  expect(issues(configOf({ madeBy: "control-tower" }))).toEqual([
    expect.stringMatching(/^w\.trail\.madeBy: is control-tower, but accounts are vended by Organizations/),
  ]);
});

test("all issues come together, each with what is allowed", () => {
  const trail: OwnTrail = {
    ...OWN,
    name: "-",
    archiveBucket: "A",
    dataEvents: ["AWS::S3::Object", "AWS::S3::Object", "AWS::SQS::Queue" as "AWS::S3::Object"],
    insights: ["Calls" as "ApiCallRateInsight"],
    besideControlTower: { reason: "" },
    deletable: { reason: "" },
  };
  expect(issues(configOf(trail), "101010101010")).toEqual([
    expect.stringMatching(/^w: works in the organization's account management/),
    expect.stringMatching(/^w\.trail\.besideControlTower\.reason: must say why/),
    expect.stringMatching(/^w\.trail\.name: trail name "-" is shorter/),
    expect.stringMatching(/^w\.trail\.archiveBucket: bucket name "A" is shorter/),
    expect.stringMatching(/^w\.trail\.dataEvents\.1: must be one of .*, each once, got AWS::S3::Object/),
    expect.stringMatching(/^w\.trail\.dataEvents\.2: must be one of .*, each once, got AWS::SQS::Queue/),
    expect.stringMatching(/^w\.trail\.insights\.0: must be one of ApiCallRateInsight/),
    expect.stringMatching(/^w\.trail\.deletable\.reason: must say why/),
  ]);
  expect(issues(configOf({ madeBy: "lza" } as never))).toEqual([
    'w.trail.madeBy: must be control-tower or tagform, got "lza"',
  ]);
});

test("of Control Tower's trail a plan only asks whether it is there", () => {
  const stack = stackOf(configOf({ madeBy: "control-tower" }, ORGANIZATION));
  expect(stack.json.resource).toBeUndefined();
  expect(stack.only(DataAwsCloudwatchLogGroups)).toMatchObject({
    log_group_name_prefix: "aws-controltower/CloudTrailLogs",
    lifecycle: { postcondition: [{ condition: "${length(self.log_group_names) > 0}" }] },
  });
});

test("the organization's own trail is of all accounts and Regions, proves its files, and is encrypted with the archive's key", () => {
  const stack = stackOf(configOf(OWN));
  expect(stack.only(DataAwsKmsKey)).toMatchObject({
    key_id: "arn:aws:kms:us-east-1:999999999999:alias/acme-archive-archive",
  });
  expect(stack.only(Cloudtrail)).toMatchObject({
    is_organization_trail: true,
    is_multi_region_trail: true,
    enable_log_file_validation: true,
    s3_bucket_name: "acme-archive",
    kms_key_id: expect.stringMatching(/^\$\{data\.aws_kms_key\.\w+\.arn\}$/),
    advanced_event_selector: [{ field_selector: [{ field: "eventCategory", equals: ["Management"] }] }],
    lifecycle: { prevent_destroy: true },
  });
});

test("it is made only where the organization trusts CloudTrail, else a plan says what to do", () => {
  const { lifecycle } = stackOf(configOf(OWN)).only(Cloudtrail);
  expect(lifecycle).toMatchObject({
    precondition: [
      {
        condition: expect.stringMatching(
          /^\$\{contains\(data\.aws_organizations_organization\.\w+\.aws_service_access_principals, "cloudtrail\.amazonaws\.com"\)\}$/,
        ),
        error_message: expect.stringContaining("enable-aws-service-access"),
      },
    ],
  });
});

test("data events and insights cost, so data name them", () => {
  const stack = stackOf(
    configOf({ ...OWN, dataEvents: ["AWS::S3::Object"], insights: ["ApiErrorRateInsight"] }),
  );
  expect(stack.only(Cloudtrail)).toMatchObject({
    advanced_event_selector: [{}, { field_selector: [{}, { equals: ["AWS::S3::Object"] }] }],
    insight_selector: [{ insight_type: "ApiErrorRateInsight" }],
  });
});

test("a trail is retired only once it may be deleted", () => {
  const retiring = (config: OrganizationTrailConfig) => organizationTrail.beforeRetiring?.(config);
  expect(retiring(configOf(OWN))).toContain("set deletable with a reason");
  expect(retiring(configOf({ ...OWN, deletable: { reason: "moved" } }))).toBeUndefined();
  expect(retiring(configOf({ madeBy: "control-tower" }))).toBeUndefined();
});
