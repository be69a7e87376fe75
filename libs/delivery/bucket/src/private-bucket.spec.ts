import { DataAwsIamPolicyDocument } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import { synthStack } from "@tagform/testing";

import { AccessLogBucket } from "./access-log-bucket";
import { onlyOverTls } from "./bucket-rules";
import { PrivateBucket, type PrivateBucketProps } from "./private-bucket";

const bucket = (overrides: Partial<PrivateBucketProps> = {}) =>
  synthStack(
    (stack) =>
      new PrivateBucket(stack, "bucket", {
        bucketName: "acme-dev",
        policy: onlyOverTls("arn:aws:s3:::acme-dev"),
        lifecycle: [{ id: "expire", status: "Enabled", filter: [{ prefix: "" }], expiration: [{ days: 1 }] }],
        deletable: false,
        ...overrides,
      }),
  );

test("nothing can make a bucket public, and it keeps earlier versions", () => {
  const synthesized = bucket();
  expect(synthesized.only(S3BucketPublicAccessBlock)).toMatchObject({
    ...{ block_public_acls: true, block_public_policy: true },
    ...{ ignore_public_acls: true, restrict_public_buckets: true },
  });
  expect(synthesized.only(S3BucketVersioningA)).toMatchObject({
    versioning_configuration: { status: "Enabled" },
  });
  expect(synthesized.only(DataAwsIamPolicyDocument)).toMatchObject({
    statement: [{ sid: "OnlyOverTls", effect: "Deny" }, { sid: "OnlyOverCurrentTls" }],
  });
});

test("Terraform deletes a bucket only where that is said", () => {
  expect(bucket().only(S3Bucket)).toMatchObject({
    force_destroy: false,
    lifecycle: { prevent_destroy: true },
  });
  expect(bucket({ deletable: true }).only(S3Bucket)).toMatchObject({
    force_destroy: true,
    lifecycle: { prevent_destroy: false },
  });
});

test("objects are encrypted with the key that is given, else with Amazon S3's", () => {
  const rule = (overrides: Partial<PrivateBucketProps>) =>
    bucket(overrides).only(S3BucketServerSideEncryptionConfigurationA)["rule"];
  const keyArn = "arn:aws:kms:us-east-1:111122223333:key/1";
  expect(rule({ keyArn })).toEqual([
    {
      apply_server_side_encryption_by_default: { sse_algorithm: "aws:kms", kms_master_key_id: keyArn },
      bucket_key_enabled: true,
    },
  ]);
  expect(rule({ keyArn, bucketKey: false })).toMatchObject([{ bucket_key_enabled: false }]);
  expect(rule({})).toMatchObject([{ apply_server_side_encryption_by_default: { sse_algorithm: "AES256" } }]);
});

test("a bucket of access logs takes those of one bucket, from this account", () => {
  const logs = synthStack(
    (stack) =>
      new AccessLogBucket(stack, "logs", {
        loggedBucket: "acme-dev",
        ...{ accountId: "111122223333", partition: "aws", retentionDays: 400, deletable: false },
      }),
  );
  expect(logs.only(S3Bucket)).toMatchObject({ bucket: "acme-dev-logs" });
  expect(logs.only(DataAwsIamPolicyDocument)).toMatchObject({
    statement: [
      {
        sid: "AccessLogsAreWritten",
        condition: [{ values: ["111122223333"] }, { values: ["arn:aws:s3:::acme-dev"] }],
      },
      {},
      {},
    ],
  });
});
