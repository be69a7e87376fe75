import { AccessanalyzerAnalyzer } from "@cdktf/provider-aws/lib/accessanalyzer-analyzer";
import { AccountAlternateContact } from "@cdktf/provider-aws/lib/account-alternate-contact";
import { BudgetsBudget } from "@cdktf/provider-aws/lib/budgets-budget";
import { ConfigConfigurationRecorder } from "@cdktf/provider-aws/lib/config-configuration-recorder";
import { ConfigConfigurationRecorderStatus } from "@cdktf/provider-aws/lib/config-configuration-recorder-status";
import { ConfigDeliveryChannel } from "@cdktf/provider-aws/lib/config-delivery-channel";
import { DataAwsIamPolicyDocument } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { EbsDefaultKmsKey } from "@cdktf/provider-aws/lib/ebs-default-kms-key";
import { EbsEncryptionByDefault } from "@cdktf/provider-aws/lib/ebs-encryption-by-default";
import { EbsSnapshotBlockPublicAccess } from "@cdktf/provider-aws/lib/ebs-snapshot-block-public-access";
import { Ec2ImageBlockPublicAccess } from "@cdktf/provider-aws/lib/ec2-image-block-public-access";
import { Ec2InstanceMetadataDefaults } from "@cdktf/provider-aws/lib/ec2-instance-metadata-defaults";
import { Ec2SerialConsoleAccess } from "@cdktf/provider-aws/lib/ec2-serial-console-access";
import { IamAccountAlias } from "@cdktf/provider-aws/lib/iam-account-alias";
import { IamAccountPasswordPolicy } from "@cdktf/provider-aws/lib/iam-account-password-policy";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { S3AccountPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-account-public-access-block";
import { ServicequotasServiceQuota } from "@cdktf/provider-aws/lib/servicequotas-service-quota";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SsmAssociation } from "@cdktf/provider-aws/lib/ssm-association";
import { synthStack } from "@tagform/testing";
import { suppressionsIn } from "@tagform/workload-kind";

import { AccountBaseline } from "./account-baseline";
import type { AccountBaselineConfig } from "./account-baseline-config";
import { baselineProps, CONFIG, FULL } from "./fixtures/baseline";
import { MEASURES } from "./measures";

const baseline = (overrides: Partial<AccountBaselineConfig> = {}) =>
  synthStack((stack) => new AccountBaseline(stack, "baseline", baselineProps({ ...CONFIG, ...overrides })));

/** Where the resources of a class are; those of the provider's own Region say nothing. */
const places = (elements: readonly Readonly<Record<string, unknown>>[]) =>
  elements.map(({ region }) => region ?? "provider");

test("no bucket of the account is public; with a reason, policies may make one so, and never a list", () => {
  expect(baseline().only(S3AccountPublicAccessBlock)).toMatchObject({
    block_public_acls: true,
    ignore_public_acls: true,
    block_public_policy: true,
    restrict_public_buckets: true,
  });
  expect(
    baseline({ publicBuckets: { reason: "downloads of the open data" } }).only(S3AccountPublicAccessBlock),
  ).toMatchObject({
    block_public_acls: true,
    ignore_public_acls: true,
    block_public_policy: false,
    restrict_public_buckets: false,
  });
});

test("what a Region has of its own is set in each, by the argument and not by more providers", () => {
  const made = baseline();
  for (const type of [
    EbsEncryptionByDefault,
    Ec2InstanceMetadataDefaults,
    Ec2SerialConsoleAccess,
    EbsSnapshotBlockPublicAccess,
    Ec2ImageBlockPublicAccess,
    AccessanalyzerAnalyzer,
  ]) {
    expect([type.tfResourceType, places(made.all(type))]).toEqual([
      type.tfResourceType,
      ["eu-central-1", "provider"],
    ]);
  }
  expect((made.json as { provider?: { aws: unknown[] } }).provider?.aws).toHaveLength(1);
});

test("volumes are encrypted by default, sessions needed for metadata, console and public sharing off", () => {
  const made = baseline({ metadataHops: 2 });
  expect(made.all(EbsEncryptionByDefault)[0]).toMatchObject({ enabled: true });
  expect(made.all(Ec2InstanceMetadataDefaults)[0]).toMatchObject({
    http_tokens: "required",
    http_put_response_hop_limit: 2,
  });
  expect(made.all(Ec2SerialConsoleAccess)[0]).toMatchObject({ enabled: false });
  expect(made.all(EbsSnapshotBlockPublicAccess)[0]).toMatchObject({ state: "block-all-sharing" });
  expect(made.all(Ec2ImageBlockPublicAccess)[0]).toMatchObject({ state: "block-new-sharing" });
});

test("own keys of volumes are one for each Region, in it", () => {
  expect(baseline().all(KmsKey)).toEqual([]);
  const made = baseline({ volumeKeys: "own" });
  expect(places(made.all(KmsKey))).toEqual(["eu-central-1", "provider"]);
  expect(places(made.all(EbsDefaultKmsKey))).toEqual(["eu-central-1", "provider"]);
});

test("passwords are long and new; one that lives longer is an accepted finding with its reason", () => {
  expect(baseline().only(IamAccountPasswordPolicy)).toMatchObject({
    minimum_password_length: 14,
    password_reuse_prevention: 24,
    max_password_age: 90,
    require_symbols: true,
  });
  const forever = baseline({ passwords: { maximumAgeDays: 0 } }).only(IamAccountPasswordPolicy);
  expect(forever).not.toHaveProperty("max_password_age");
});

test("default VPCs are removed at once and every day, but for those that are kept, by a role that leaves alone what has tags", () => {
  const made = baseline({ defaultVpcs: FULL.defaultVpcs! });
  expect(made.only(SsmAssociation)).toMatchObject({
    schedule_expression: "rate(1 day)",
    wait_for_success_timeout_seconds: 600,
    parameters: { Regions: "eu-central-1,us-east-1", Kept: "eu-central-1" },
  });
  const [, allowed] = made.all(DataAwsIamPolicyDocument);
  expect(allowed).toMatchObject({
    statement: [
      { sid: "LooksWhatIsThere" },
      {
        sid: "RemovesWhatNobodyTagged",
        actions: [
          "ec2:DeleteSubnet",
          "ec2:DetachInternetGateway",
          "ec2:DeleteInternetGateway",
          "ec2:DeleteVpc",
        ],
        condition: [
          { test: "StringNotEquals", variable: "aws:RequestedRegion", values: ["eu-central-1"] },
          { test: "Null", variable: "aws:ResourceTag/managed-by", values: ["true"] },
        ],
      },
    ],
  });
});

test("an alias is set only where there is one", () => {
  expect(baseline().all(IamAccountAlias)).toEqual([]);
  expect(baseline({ accountAlias: "acme" }).only(IamAccountAlias)).toMatchObject({ account_alias: "acme" });
});

test("unused access is looked for once, as IAM is the same in all Regions and each role is paid for", () => {
  const accessAnalysis = { external: "elsewhere", unusedAfterDays: 90 } as const;
  expect(baseline({ accessAnalysis }).only(AccessanalyzerAnalyzer)).toMatchObject({
    type: "ACCOUNT_UNUSED_ACCESS",
    configuration: { unused_access: { unused_access_age: 90 } },
  });
});

test("there is a contact for bills, for what runs, and for breaches", () => {
  const types = baseline()
    .all(AccountAlternateContact)
    .map((contact) => contact["alternate_contact_type"]);
  expect(types).toEqual(["BILLING", "OPERATIONS", "SECURITY"]);
});

test("a budget tells before and when it is spent; a topic only where somebody subscribes", () => {
  const made = baseline();
  expect(made.all(SnsTopic)).toEqual([]);
  expect(made.only(BudgetsBudget)).toMatchObject({
    ...{ name: "account", budget_type: "COST", time_unit: "MONTHLY", limit_amount: "500", limit_unit: "USD" },
    notification: [
      { threshold: 80, notification_type: "ACTUAL", subscriber_email_addresses: ["costs@example.com"] },
      { threshold: 100, notification_type: "FORECASTED" },
    ],
  });
  const full = baseline({ budgets: FULL.budgets });
  expect(full.only(SnsTopic)).toMatchObject({ name: "baseline-budgets" });
  expect(JSON.stringify(full.only(BudgetsBudget))).toContain("subscriber_sns_topic_arns");
});

test("quotas are asked for in every Region, account-wide ones in theirs; an output tells what became of it", () => {
  const made = baseline({ quotas: FULL.quotas! });
  expect(
    made
      .all(ServicequotasServiceQuota)
      .map(({ service_code, region, value }) => [service_code, region, value]),
  ).toEqual([
    ["ec2", "eu-central-1", 64],
    ["ec2", undefined, 64],
    ["iam", undefined, 2000],
  ]);
  const [output] = Object.values(made.json.output ?? {});
  expect(Object.keys(output?.["value"] as object)).toEqual([
    "ec2 L-1216C47A eu-central-1",
    "ec2 L-1216C47A us-east-1",
    "iam L-FE177D64 us-east-1",
  ]);
  expect(Object.values(output?.["value"] as object)[0]).toMatchObject({
    asked: 64,
    now: expect.stringMatching(/^\$\{data\.aws_servicequotas_service_quota\..*\.value\}$/),
    request: expect.stringMatching(/^\$\{aws_servicequotas_service_quota\..*\.request_status\}$/),
  });
});

test("where Control Tower records, nothing of Config is made", () => {
  const types = Object.keys(baseline().json.resource ?? {});
  expect(types.filter((type) => type.startsWith("aws_config"))).toEqual([]);
});

test("elsewhere each Region has a recorder, then its channel, then is started; one records what all share", () => {
  const made = baseline({ recorder: FULL.recorder });
  expect(made.all(ConfigConfigurationRecorder)).toMatchObject([
    { region: "eu-central-1", recording_group: { include_global_resource_types: false } },
    { recording_group: { all_supported: true, include_global_resource_types: true } },
  ]);
  const [channel] = made.all(ConfigDeliveryChannel);
  expect(channel).toMatchObject({ s3_key_prefix: "o-a1b2c3d4e5", s3_bucket_name: "acme-log-archive-config" });
  expect(channel?.["depends_on"]).toEqual([expect.stringMatching(/^aws_config_configuration_recorder\./)]);
  const [status] = made.all(ConfigConfigurationRecorderStatus);
  expect(status).toMatchObject({ is_enabled: true });
  expect(status?.["depends_on"]).toEqual([expect.stringMatching(/^aws_config_delivery_channel\./)]);
});

test("the order of Regions, budgets, addresses and quotas in the data changes nothing", () => {
  const { account } = CONFIG.budgets.limits;
  const one = { ...account!, emails: ["a@example.com", "b@example.com"] };
  const other = { ...one, emails: ["b@example.com", "a@example.com"] };
  const forwards = baseline({
    ...FULL,
    regions: ["us-east-1", "eu-central-1"],
    budgets: { limits: { one, two: one } },
  });
  const backwards = baseline({
    ...FULL,
    regions: ["eu-central-1", "us-east-1"],
    budgets: { limits: { two: other, one: other } },
    quotas: [...FULL.quotas!].reverse(),
  });
  expect(JSON.stringify(backwards.json)).toBe(JSON.stringify(forwards.json));
});

test("each measure is a construct of its own, and every one makes something where the data asks for all", () => {
  synthStack((stack) => {
    const account = new AccountBaseline(stack, "baseline", baselineProps(FULL));
    expect(account.node.children.map(({ node }) => node.id)).toEqual(Object.keys(MEASURES));
    const empty = account.node.children.filter(({ node }) => node.children.length === 0);
    expect(empty.map(({ node }) => node.id)).toEqual([]);
    expect(suppressionsIn(stack).filter(({ reason }) => reason.trim() === "")).toEqual([]);
  });
});
