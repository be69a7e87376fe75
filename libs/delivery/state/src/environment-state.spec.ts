import { DataAwsIamPolicyDocument } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { DynamodbResourcePolicy } from "@cdktf/provider-aws/lib/dynamodb-resource-policy";
import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketLoggingA } from "@cdktf/provider-aws/lib/s3-bucket-logging";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketReplicationConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-replication-configuration";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import { parseCell } from "@tagform/deployment";
import { synthStack } from "@tagform/testing";

import { EnvironmentState, type EnvironmentStateProps } from "./environment-state";

const role = (name: string) => `arn:aws:iam::555555555555:role/${name}`;

const state = (overrides: Partial<EnvironmentStateProps> = {}) =>
  synthStack(
    (stack) =>
      new EnvironmentState(stack, "state", {
        environment: "dev",
        tfBackendConfigPrefix: "acme",
        layout: "central",
        region: "us-east-1",
        accountId: "555555555555",
        partition: "aws",
        logRetentionDays: 400,
        ...overrides,
      }),
  );

interface Statement {
  readonly sid?: string;
  readonly effect?: string;
  readonly actions: readonly string[];
  readonly resources?: readonly string[];
  readonly not_resources?: readonly string[];
  readonly condition?: readonly {
    readonly test: string;
    readonly variable: string;
    readonly values: string[];
  }[];
}

/** Statements of the policy with this one in it, of which there is one for each bucket; the first is the states'. */
const policies = (sid: string, overrides: Partial<EnvironmentStateProps> = {}) =>
  state(overrides)
    .all(DataAwsIamPolicyDocument)
    .map(({ statement }) => statement as Statement[])
    .filter((statements) => statements.some((each) => each.sid === sid));

const statement = (sid: string, overrides: Partial<EnvironmentStateProps> = {}) =>
  policies(sid, overrides)[0]?.find((each) => each.sid === sid);

/** Who is excepted from a denial. */
const excepted = (sid: string, overrides: Partial<EnvironmentStateProps> = {}) =>
  statement(sid, overrides)?.condition?.find(({ test }) => test === "ArnNotLike")?.values;

const users = [
  { roleArn: role("plan"), step: "plan" },
  { roleArn: role("apply"), step: "apply" },
] as const;
const breakGlassRoleArns = [role("rescue")];

const replica = { replicaRegion: "us-west-2" } as const;
const names = (overrides: Partial<EnvironmentStateProps>) => {
  const synthesized = state(overrides);
  return [...synthesized.all(S3Bucket).map(({ bucket }) => bucket), synthesized.only(DynamodbTable).name];
};

test("names follow from environment and layout", () => {
  expect(names({})).toEqual(["acme-dev", "acme-dev-logs", "acme-lock-dev"]);
  expect(names({ environment: "landing-zone", ...replica })).toEqual([
    ...["acme-landing-zone", "acme-landing-zone-logs", "acme-landing-zone-replica"],
    ...["acme-landing-zone-replica-logs", "acme-lock-landing-zone"],
  ]);
  expect(names({ layout: "regional", region: "eu-central-1" })).toEqual([
    ...["acme-euc1-dev", "acme-euc1-dev-logs", "acme-euc1-lock-dev"],
  ]);
});

test("every bucket has versions and is closed to the public", () => {
  const synthesized = state(replica);
  const versioning = synthesized.all(S3BucketVersioningA);
  expect(versioning).toHaveLength(4);
  for (const each of versioning) {
    expect(each).toMatchObject({ versioning_configuration: { status: "Enabled" } });
  }
  const blocks = synthesized.all(S3BucketPublicAccessBlock);
  expect(blocks).toHaveLength(4);
  for (const block of blocks) {
    expect(block).toMatchObject({ block_public_policy: true, restrict_public_buckets: true });
  }
});

test("states and replica are encrypted with keys of their own; access logs cannot be", () => {
  const defaults = state(replica)
    .all(S3BucketServerSideEncryptionConfigurationA)
    .map(({ rule }) => (rule as Record<string, unknown>[])[0]?.["apply_server_side_encryption_by_default"]);
  const withKey = (name: string) => ({
    sse_algorithm: "aws:kms",
    kms_master_key_id: expect.stringContaining(name),
  });
  expect(defaults).toEqual([
    ...[withKey("aws_kms_key.state_states"), { sse_algorithm: "AES256" }],
    ...[withKey("aws_kms_key.state_replica"), { sse_algorithm: "AES256" }],
  ]);
});

test("Terraform refuses to delete bucket and table, the table refuses too", () => {
  const synthesized = state();
  for (const each of [...synthesized.all(S3Bucket), synthesized.only(DynamodbTable)]) {
    expect(each.lifecycle).toEqual({ prevent_destroy: true });
  }
  expect(synthesized.only(DynamodbTable).deletion_protection_enabled).toBe(true);
  expect(synthesized.all(S3Bucket).map(({ force_destroy }) => force_destroy)).toEqual([false, false]);
});

test("with a reason all of it can be deleted, the states included", () => {
  const deletable = { deletable: { reason: "a rehearsal" } };
  const synthesized = state(deletable);
  for (const bucket of synthesized.all(S3Bucket)) {
    expect(bucket).toMatchObject({ force_destroy: true, lifecycle: { prevent_destroy: false } });
  }
  expect(synthesized.only(DynamodbTable)).toMatchObject({
    deletion_protection_enabled: false,
    lifecycle: { prevent_destroy: false },
  });
  expect(policies("BucketStays", deletable)).toEqual([]);
  expect(policies("VersionsStay", deletable)).toEqual([]);
});

test("the table is on demand, can be restored to any second, and shares the states' key", () => {
  expect(state().only(DynamodbTable)).toMatchObject({
    billing_mode: "PAY_PER_REQUEST",
    hash_key: "LockID",
    point_in_time_recovery: { enabled: true },
    server_side_encryption: { enabled: true, kms_key_arn: expect.stringContaining("aws_kms_key.") },
  });
});

test("earlier versions stay for a while and a count, current ones for good", () => {
  const [rule] = state({ history: { days: 90, versions: 20 } }).all(S3BucketLifecycleConfiguration)[0]!
    .rule as Record<string, unknown>[];
  expect(rule).toMatchObject({
    noncurrent_version_expiration: [{ noncurrent_days: 90, newer_noncurrent_versions: 20 }],
    expiration: [{ expired_object_delete_marker: true }],
    abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }],
  });
});

test("marks of earlier runs are gone after a day", () => {
  const [, rule] = state().all(S3BucketLifecycleConfiguration)[0]!.rule as Record<string, unknown>[];
  expect(rule).toMatchObject({
    filter: [{ prefix: "_latest/" }],
    noncurrent_version_expiration: [{ noncurrent_days: 1 }],
  });
});

test("access is logged into a bucket beside, which takes the logs of that one only", () => {
  expect(state().only(S3BucketLoggingA)).toMatchObject({ target_bucket: expect.stringContaining("logs") });
  expect(statement("AccessLogsAreWritten")?.condition).toEqual([
    { test: "StringEquals", variable: "aws:SourceAccount", values: ["555555555555"] },
    { test: "ArnEquals", variable: "aws:SourceArn", values: ["arn:aws:s3:::acme-dev"] },
  ]);
});

test("the policy of the bucket gives nothing: it only denies", () => {
  const [states] = policies("OnlyFromHome", { users, breakGlassRoleArns });
  expect(states?.filter(({ effect }) => effect !== "Deny")).toEqual([]);
});

test.each([
  ["OnlyOverTls", "aws:SecureTransport", "false"],
  ["OnlyOverCurrentTls", "s3:TlsVersion", "1.2"],
])("%s: every bucket refuses the rest", (sid, variable, value) => {
  const found = policies(sid, replica);
  expect(found).toHaveLength(4);
  for (const statements of found) {
    expect(statements.find((each) => each.sid === sid)?.condition).toMatchObject([
      { variable, values: [value] },
    ]);
  }
});

test("principals of the tooling account are let in, or of its organization", () => {
  const home = (overrides: Partial<EnvironmentStateProps>) =>
    statement("OnlyFromHome", overrides)?.condition?.[0];
  expect(home({})).toMatchObject({ variable: "aws:PrincipalAccount", values: ["555555555555"] });
  expect(home({ organizationId: "o-a1b2c3d4e5" })).toMatchObject({
    variable: "aws:PrincipalOrgID",
    values: ["o-a1b2c3d4e5"],
  });
});

test("nobody deletes bucket, versions or states, except by break-glass", () => {
  for (const sid of ["BucketStays", "OnlyLocksAndMarksAreDeleted", "VersionsStay"]) {
    expect(excepted(sid, { users })).toBeUndefined();
    expect(excepted(sid, { users, breakGlassRoleArns })).toEqual(breakGlassRoleArns);
  }
  expect(statement("BucketStays")?.actions).toEqual(
    expect.arrayContaining(["s3:DeleteBucket", "s3:PutBucketVersioning"]),
  );
  expect(statement("OnlyLocksAndMarksAreDeleted")?.not_resources).toEqual([
    ...["arn:aws:s3:::acme-dev/*.tflock", "arn:aws:s3:::acme-dev/_latest/*"],
  ]);
});

test("a record is written once", () => {
  expect(statement("RecordsAreWrittenOnce")).toMatchObject({
    resources: ["arn:aws:s3:::acme-dev/*/records/*"],
    condition: [{ test: "Null", variable: "s3:if-none-match", values: ["true"] }],
  });
});

test("plan reads states and holds locks, only apply writes states and digests", () => {
  const all = { users, breakGlassRoleArns };
  const [plan, apply, rescue] = [role("plan"), role("apply"), role("rescue")];
  expect(excepted("StatesAreReadBySteps", all)).toEqual([apply, plan, rescue]);
  expect(excepted("LocksAreHeldBySteps", all)).toEqual([apply, plan, rescue]);
  expect(excepted("StatesAreWrittenByApply", all)).toEqual([apply, rescue]);
  expect(excepted("DigestsAreWrittenByApply", all)).toEqual([apply, rescue]);
  expect(policies("LocksAreHeldBySteps", all)).toHaveLength(2);
});

test("before there are roles, IAM alone decides who works with states", () => {
  expect(policies("StatesAreReadBySteps", { breakGlassRoleArns })).toEqual([]);
  expect(state({ deletable: { reason: "a rehearsal" } }).all(DynamodbResourcePolicy)).toEqual([]);
});

test("a role for some cells keeps to their folders, and to both of their items", () => {
  const cells = [parseCell("dev_us-east-1/research"), parseCell("dev_global/research")];
  const [bucket, table] = policies("OnlyOwnCells1", {
    users: [...users, { roleArn: role("research"), step: "apply", cells }],
  }).map((statements) => statements.find(({ sid }) => sid === "OnlyOwnCells1"));
  const own = { test: "ArnLike", variable: "aws:PrincipalArn", values: [role("research")] };
  expect(bucket).toMatchObject({
    not_resources: [
      "arn:aws:s3:::acme-dev/research/dev-global/*",
      "arn:aws:s3:::acme-dev/research/dev-us-east-1/*",
      "arn:aws:s3:::acme-dev/_latest/dev_global/research/*",
      "arn:aws:s3:::acme-dev/_latest/dev_us-east-1/research/*",
    ],
    condition: [own],
  });
  expect(table?.condition).toEqual([
    {
      test: "ForAnyValue:StringNotEquals",
      variable: "dynamodb:LeadingKeys",
      values: [
        "acme-dev/research/dev-global/terraform.tfstate",
        "acme-dev/research/dev-global/terraform.tfstate-md5",
        "acme-dev/research/dev-us-east-1/terraform.tfstate",
        "acme-dev/research/dev-us-east-1/terraform.tfstate-md5",
      ],
    },
    own,
  ]);
});

test("policies do not depend on the order of the data", () => {
  const reversed = { users: [...users].reverse(), breakGlassRoleArns };
  expect(state(reversed).json).toEqual(state({ users, breakGlassRoleArns }).json);
});

test("a role that is named twice, or for a cell of another store, is refused", () => {
  const [plan] = users;
  expect(() => state({ users: [plan, plan] })).toThrow(`role ${role("plan")} is named twice`);
  const cells = [parseCell("qa_us-east-1/research")];
  expect(() => state({ users: [{ ...plan, cells }] })).toThrow(
    'the state of "qa_us-east-1/research" lies in acme-qa, not in acme-dev: name its role there',
  );
});

test("a replica is in another Region, with its own key and log bucket there", () => {
  const synthesized = state(replica);
  expect(synthesized.all(S3Bucket).map(({ region }) => region)).toEqual([
    ...[undefined, undefined, "us-west-2", "us-west-2"],
  ]);
  expect(synthesized.all(KmsKey).map(({ region }) => region)).toEqual([undefined, "us-west-2"]);
  expect(() => state({ replicaRegion: "us-east-1" })).toThrow(
    "the replica is in us-east-1 like the states: choose another Region, or none",
  );
});

test("deletions are not replicated, and the replica is encrypted with the key of its Region", () => {
  const [rule] = state(replica).only(S3BucketReplicationConfigurationA).rule as Record<string, unknown>[];
  expect(rule).toMatchObject({
    delete_marker_replication: { status: "Disabled" },
    source_selection_criteria: { sse_kms_encrypted_objects: { status: "Enabled" } },
    destination: {
      encryption_configuration: { replica_kms_key_id: expect.stringContaining("aws_kms_key.") },
    },
  });
});

test("the role of the replication reads one bucket, writes the other, and deletes nothing", () => {
  const documents = state(replica).all(DataAwsIamPolicyDocument);
  const permissions = documents
    .map(({ statement }) => statement as Statement[])
    .find((statements) => statements.some(({ actions }) => actions.includes("s3:ReplicateObject")))!;
  expect(state(replica).only(IamRolePolicy)).toMatchObject({ name: "replicate" });
  expect(permissions.flatMap(({ actions }) => actions).join(" ")).not.toMatch(/\*|Delete|PutObject/);
  expect(permissions.flatMap(({ resources = [] }) => resources)).not.toContain("*");
});

test("nobody but the replication writes into the replica", () => {
  const found = policies("StatesAreWrittenByApply", { ...replica, users, breakGlassRoleArns }).map(
    (statements) => statements.find(({ sid }) => sid === "StatesAreWrittenByApply"),
  );
  expect(found.map((each) => each?.condition?.[0]?.values)).toEqual([
    [role("apply"), role("rescue")],
    [role("rescue")],
  ]);
});
