import { DataAwsIamPolicyDocument } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketObjectLockConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-object-lock-configuration";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import {
  type ContextValue,
  evaluate,
  type PolicyDocument,
  synthesizedPolicy,
} from "@tagform/policy-evaluator";
import { synthStack } from "@tagform/testing";

import { ORGANIZATION } from "../fixtures/organization";
import { propsOf } from "../fixtures/props";
import { archiveTarget } from "./archive-delivery";
import { LogArchive } from "./log-archive";
import type { LogArchiveConfig } from "./log-archive-config";

const ARCHIVE: LogArchiveConfig = {
  kind: "log-archive",
  organization: ORGANIZATION,
  bucketName: "acme-archive",
  deliveries: [{ from: "cloudtrail", trailName: "organization" }, { from: "config" }, { from: "flow-logs" }],
  retentionDays: 731,
  coldAfterDays: 90,
};

const archive = (overrides: Partial<LogArchiveConfig> = {}) =>
  synthStack(
    (stack) => new LogArchive(stack, "archive", propsOf({ ...ARCHIVE, ...overrides }, "999999999999")),
  );

const stack = archive();
const policyOfArchive = synthesizedPolicy(
  stack.json,
  stack.all(S3BucketPolicy).find(({ bucket }) => !String(bucket).includes("logs"))?.["policy"],
);

const KEY = "arn:aws:kms:us-east-1:999999999999:key/1";
const policyOfKey = synthesizedPolicy(
  stack.json,
  Object.values(stack.json.resource?.["aws_kms_key"] ?? {})[0]?.["policy"],
);

const TLS = { "aws:SecureTransport": "true", "s3:TlsVersion": "1.3" };
const OWNED = { "s3:x-amz-acl": "bucket-owner-full-control" };

const byService = (
  service: string,
  action: string,
  resource: string,
  context: Record<string, ContextValue>,
  policy: PolicyDocument = policyOfArchive,
) =>
  evaluate(
    {
      caller: { service },
      action,
      resource,
      resourceAccount: "999999999999",
      context: { ...TLS, ...OWNED, ...context },
    },
    { resource: policy },
  ).decision;

const put = (service: string, key: string, context: Record<string, ContextValue>) =>
  byService(service, "s3:PutObject", `arn:aws:s3:::acme-archive/${key}`, context);

const [OURS, THEIRS] = ["o-a1b2c3d4e5", "o-zzzzzzzzzz"];
const TRAIL = "arn:aws:cloudtrail:us-east-1:888888888888:trail/organization";
const THEIR_TRAIL = "arn:aws:cloudtrail:us-east-1:222222222222:trail/organization";
// Vended a minute ago: nothing that is deployed knows it.
const NEW = "314159265358";

test.each([
  // of which organization, for which trail, to which folder
  [OURS, TRAIL, `AWSLogs/${OURS}/888888888888/CloudTrail/us-east-1/a.json.gz`, "allowed"],
  [OURS, TRAIL, `AWSLogs/${OURS}/${NEW}/CloudTrail/eu-central-1/a.json.gz`, "allowed"],
  [OURS, TRAIL, `AWSLogs/${OURS}/${NEW}/CloudTrail-Digest/eu-central-1/a.json.gz`, "allowed"],
  [THEIRS, THEIR_TRAIL, `AWSLogs/${THEIRS}/222222222222/CloudTrail/a.json.gz`, "denied implicitly"],
  [THEIRS, THEIR_TRAIL, `AWSLogs/${OURS}/${NEW}/CloudTrail/a.json.gz`, "denied implicitly"],
  [THEIRS, TRAIL, `AWSLogs/${OURS}/${NEW}/CloudTrail/a.json.gz`, "denied implicitly"],
  [OURS, `${TRAIL}-of-a-member`, `AWSLogs/${OURS}/${NEW}/CloudTrail/a.json.gz`, "denied implicitly"],
  [OURS, TRAIL, `${OURS}/AWSLogs/${NEW}/Config/a.json.gz`, "denied implicitly"],
])("CloudTrail of %s, for %s, writes %s: %s", (organization, trail, key, expected) => {
  const context = { "aws:SourceOrgID": organization, "aws:SourceArn": trail };
  expect(put("cloudtrail.amazonaws.com", key, context)).toBe(expected);
});

test.each([
  [OURS, `${OURS}/AWSLogs/${NEW}/Config/ConfigWritabilityCheckFile`, "allowed"],
  [OURS, `${OURS}/AWSLogs/${NEW}/Config/eu-central-1/2026/11/21/ConfigHistory/a.json.gz`, "allowed"],
  [THEIRS, `${OURS}/AWSLogs/222222222222/Config/a.json.gz`, "denied implicitly"],
  [OURS, `AWSLogs/${OURS}/${NEW}/CloudTrail/a.json.gz`, "denied implicitly"],
])("Config of %s writes %s: %s", (organization, key, expected) => {
  expect(put("config.amazonaws.com", key, { "aws:SourceOrgID": organization })).toBe(expected);
});

test.each([
  [OURS, `AWSLogs/${NEW}/vpcflowlogs/eu-central-1/a.log.gz`, "allowed"],
  // With folders as Hive reads them.
  [OURS, `AWSLogs/aws-account-id=${NEW}/vpcflowlogs/a.log.gz`, "allowed"],
  [THEIRS, `AWSLogs/222222222222/vpcflowlogs/eu-central-1/a.log.gz`, "denied implicitly"],
  [OURS, `AWSLogs/${OURS}/${NEW}/CloudTrail/a.json.gz`, "denied implicitly"],
])("flow logs of %s are written to %s: %s", (organization, key, expected) => {
  const source = `arn:aws:logs:eu-central-1:${NEW}:*`;
  const context = { "aws:SourceOrgID": organization, "aws:SourceArn": source };
  expect(put("delivery.logs.amazonaws.com", key, context)).toBe(expected);
});

test("services write what belongs to the bucket's owner, over TLS", () => {
  const context = { "aws:SourceOrgID": OURS, "aws:SourceArn": TRAIL };
  const key = `AWSLogs/${OURS}/${NEW}/CloudTrail/a.json.gz`;
  expect(put("cloudtrail.amazonaws.com", key, { ...context, "s3:x-amz-acl": "private" })).toBe(
    "denied implicitly",
  );
  expect(put("cloudtrail.amazonaws.com", key, { ...context, "aws:SecureTransport": "false" })).toBe(
    "denied explicitly",
  );
});

const everything: PolicyDocument = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
};

test.each([
  ["s3:GetObject", "/a.json.gz", "allowed"],
  ["s3:DeleteObject", "/a.json.gz", "denied explicitly"],
  ["s3:DeleteObjectVersion", "/a.json.gz", "denied explicitly"],
  ["s3:BypassGovernanceRetention", "/a.json.gz", "denied explicitly"],
  ["s3:DeleteBucket", "", "denied explicitly"],
  ["s3:DeleteBucketPolicy", "", "denied explicitly"],
  ["s3:PutBucketVersioning", "", "denied explicitly"],
])("to an administrator of the account, %s is %s", (action, rest, expected) => {
  const roleArn = "arn:aws:iam::999999999999:role/admin";
  const resource = `arn:aws:s3:::acme-archive${rest}`;
  const request = { caller: { roleArn }, action, resource, resourceAccount: "999999999999", context: TLS };
  expect(evaluate(request, { identity: [everything], resource: policyOfArchive }).decision).toBe(expected);
});

test.each([
  ["config.amazonaws.com", { "aws:SourceOrgID": OURS }, "allowed"],
  ["config.amazonaws.com", { "aws:SourceOrgID": THEIRS }, "denied implicitly"],
  ["delivery.logs.amazonaws.com", { "aws:SourceOrgID": OURS }, "allowed"],
  [
    "cloudtrail.amazonaws.com",
    { "aws:SourceArn": TRAIL, "kms:EncryptionContext:aws:cloudtrail:arn": TRAIL },
    "allowed",
  ],
  ["cloudtrail.amazonaws.com", { "aws:SourceArn": THEIR_TRAIL }, "denied implicitly"],
])("%s with %j encrypts with the archive's key: %s", (service, context, expected) => {
  expect(byService(service, "kms:GenerateDataKey", KEY, context, policyOfKey)).toBe(expected);
});

test("logs get cold and end by age; Terraform deletes neither bucket nor key", () => {
  const [first] = stack.all(S3BucketLifecycleConfiguration);
  expect(first).toMatchObject({
    rule: [{ transition: [{ days: 90, storage_class: "GLACIER_IR" }], expiration: [{ days: 731 }] }],
  });
  expect(stack.all(S3Bucket).map(({ lifecycle }) => lifecycle)).toEqual([
    { prevent_destroy: true },
    { prevent_destroy: true },
  ]);
  expect(Object.values(stack.json.resource?.["aws_kms_key"] ?? {})).toMatchObject([
    { enable_key_rotation: true, lifecycle: { prevent_destroy: true } },
  ]);
});

test("an archive that may be deleted denies nobody to delete", () => {
  const deletable = archive({ deletable: { reason: "a rehearsal" } });
  const sids = deletable
    .all(DataAwsIamPolicyDocument)
    .flatMap(({ statement }) => (statement as { sid: string }[]).map(({ sid }) => sid));
  expect(sids).not.toContain("LogsStay");
  expect(sids).toContain("TrailWrites");
});

test("versions are locked for days where data say so", () => {
  expect(stack.all(S3BucketObjectLockConfigurationA)).toEqual([]);
  const locked = archive({
    deliveries: [{ from: "flow-logs" }],
    objectLock: { mode: "compliance", days: 365 },
  });
  expect(locked.only(S3BucketObjectLockConfigurationA)).toMatchObject({
    rule: { default_retention: { mode: "COMPLIANCE", days: 365 } },
  });
});

test("where the provider is in another Region, everything says that it is in the home Region", () => {
  const organization = { ...ORGANIZATION, homeRegion: "eu-central-1" } as const;
  const { json } = archive({ organization });
  const without = Object.entries(json.resource ?? {})
    .flatMap(([type, byName]) => Object.values(byName).map((each) => [type, each["region"]] as const))
    .filter(([, region]) => region !== "eu-central-1");
  expect(without).toEqual([]);
});

test("who delivers knows bucket, folder and key by name", () => {
  const target = { organization: ORGANIZATION, bucketName: "acme-archive", partition: "aws" };
  expect(archiveTarget(target)).toEqual({
    bucketName: "acme-archive",
    configPrefix: "o-a1b2c3d4e5",
    keyAlias: "arn:aws:kms:us-east-1:999999999999:alias/acme-archive-archive",
  });
});
