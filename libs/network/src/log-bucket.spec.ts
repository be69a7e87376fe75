import { DataAwsIamPolicyDocument } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { synthStack } from "@tagform/testing";

import { LogBucket, type LogBucketProps } from "./log-bucket";

const logs = (overrides: Partial<LogBucketProps> = {}) =>
  synthStack(
    (stack) =>
      new LogBucket(stack, "logs", {
        bucketName: "research-dev-use1-web-logs-111122223333",
        region: "us-east-1",
        accountId: "111122223333",
        partition: "aws",
        retentionDays: 30,
        ...overrides,
      }),
  );

const statement = (sid: string) =>
  (logs().only(DataAwsIamPolicyDocument).statement as { sid: string }[]).find((each) => each.sid === sid);

test.each([
  ["without TLS", "OnlyOverTls", { test: "Bool", variable: "aws:SecureTransport", values: ["false"] }],
  [
    "with TLS before 1.2",
    "OnlyOverCurrentTls",
    { test: "NumericLessThan", variable: "s3:TlsVersion", values: ["1.2"] },
  ],
])("everybody is denied %s", (_how, sid, condition) => {
  expect(statement(sid)).toMatchObject({
    effect: "Deny",
    principals: [{ type: "*" }],
    condition: [condition],
  });
});

test.each(["LogDeliveryWrites", "LogDeliveryChecksAccess"])(
  "%s: flow logs and Network Load Balancers of another account are not accepted",
  (sid) => {
    expect(statement(sid)).toMatchObject({
      principals: [{ identifiers: ["delivery.logs.amazonaws.com"] }],
      condition: [
        { variable: "aws:SourceAccount", values: ["111122223333"] },
        { variable: "aws:SourceArn", values: ["arn:aws:logs:us-east-1:111122223333:*"] },
      ],
    });
  },
);

test.each(["ApplicationLoadBalancersWrite", "LogDeliveryWrites"])("%s under the own account only", (sid) => {
  expect(statement(sid)).toMatchObject({
    actions: ["s3:PutObject"],
    resources: ["arn:aws:s3:::research-dev-use1-web-logs-111122223333/AWSLogs/111122223333/*"],
  });
});

test("nothing in it can become public", () => {
  expect(logs().only(S3BucketPublicAccessBlock)).toMatchObject({
    block_public_acls: true,
    block_public_policy: true,
    ignore_public_acls: true,
    restrict_public_buckets: true,
  });
});

test("SSE-S3 encrypts it: Application Load Balancers cannot write to a bucket with SSE-KMS", () => {
  expect(logs().only(S3BucketServerSideEncryptionConfigurationA)).toMatchObject({
    rule: [{ apply_server_side_encryption_by_default: { sse_algorithm: "AES256" } }],
  });
});

const expirations = (overrides: Partial<LogBucketProps>) =>
  (logs(overrides).only(S3BucketLifecycleConfiguration).rule as LifecycleRule[]).flatMap(
    ({ filter, expiration = [] }) => expiration.map(({ days }) => [filter[0]?.prefix, days]),
  );

interface LifecycleRule {
  readonly filter: readonly { readonly prefix: string }[];
  readonly expiration?: readonly { readonly days: number }[];
}

test("logs expire after the retention", () => {
  expect(expirations({ retentionDays: 90 })).toEqual([
    ["AWSLogs/111122223333/elasticloadbalancing/", 90],
    ["AWSLogs/111122223333/vpcflowlogs/", 90],
  ]);
});

test("flow logs may be kept longer than access logs", () => {
  expect(expirations({ retentionDays: 7, flowLogRetentionDays: 365 })).toEqual([
    ["AWSLogs/111122223333/elasticloadbalancing/", 7],
    ["AWSLogs/111122223333/vpcflowlogs/", 365],
  ]);
});

test("logs are deleted with the bucket only where that has a reason", () => {
  expect(logs().only(S3Bucket)).toMatchObject({ force_destroy: false });
  expect(logs({ deletable: { reason: "a rehearsal" } }).only(S3Bucket)).toMatchObject({
    force_destroy: true,
  });
});
