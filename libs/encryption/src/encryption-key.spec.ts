import { DataAwsIamPolicyDocument } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { synthStack } from "@tagform/testing";

import { EncryptionKey, type EncryptionKeyProps } from "./encryption-key";

interface Statement {
  readonly sid: string;
  readonly actions: readonly string[];
  readonly principals: readonly { readonly identifiers: readonly string[] }[];
  readonly condition?: readonly { readonly variable: string; readonly values: readonly string[] }[];
}

const PURPOSES: EncryptionKeyProps["purpose"][] = [
  { kind: "volumes" },
  { kind: "notifications", alarmNames: "research-dev-web-*" },
  { kind: "notifications", budgets: true },
  { kind: "logs", logGroupNames: "research-dev-web-*" },
  {
    kind: "notifications",
    topicForRules: "tagform-dev",
    roleArns: ["arn:aws:iam::111122223333:role/sender"],
  },
  { kind: "trail", trailName: "tagform" },
  { kind: "states", bucketName: "tagform-dev", lockTableName: "tagform-lock-dev" },
  { kind: "table", tableName: "tagform-dev-queue" },
  {
    kind: "objects",
    bucketName: "tagform-dev-plans",
    uses: [{ name: "Plans", readers: ["arn:aws:iam::111122223333:role/apply"], writers: [] }],
  },
  {
    kind: "archive",
    organizationId: "o-a1b2c3d4e5",
    trailArn: "arn:aws:cloudtrail:us-east-1:888888888888:trail/organization",
    services: ["config.amazonaws.com"],
    describedBy: ["888888888888"],
  },
];

const key = (overrides: Partial<EncryptionKeyProps> = {}) =>
  synthStack(
    (stack) =>
      new EncryptionKey(stack, "key", {
        ...{ name: "research-dev-web", region: "us-east-1", accountId: "111122223333", partition: "aws" },
        purpose: { kind: "volumes" },
        ...overrides,
      }),
  );

const statements = (purpose: EncryptionKeyProps["purpose"]) =>
  key({ purpose }).only(DataAwsIamPolicyDocument)["statement"] as readonly Statement[];

/** `variable value`, by statement. */
const conditions = (purpose: EncryptionKeyProps["purpose"]) =>
  Object.fromEntries(
    statements(purpose).map(({ sid, condition = [] }) => [
      sid,
      condition.map(({ variable, values }) => `${variable} ${values.join(" ")}`),
    ]),
  );

test("a key rotates every year, has an alias for its purpose, and can be brought back for 30 days", () => {
  const synthesized = key();
  expect(synthesized.only(KmsKey)).toMatchObject({
    enable_key_rotation: true,
    rotation_period_in_days: 365,
    deletion_window_in_days: 30,
  });
  expect(synthesized.only(KmsAlias)).toMatchObject({ name: "alias/research-dev-web-volumes" });
});

test("where losing it has a reason, a key is gone after 7 days", () => {
  expect(key({ deletable: { reason: "a rehearsal" } }).only(KmsKey)).toMatchObject({
    deletion_window_in_days: 7,
  });
});

test.each(PURPOSES)("whoever administers a key of %j cannot read with it", (purpose) => {
  const [administration] = statements(purpose);
  expect(administration).toMatchObject({
    principals: [{ identifiers: ["arn:aws:iam::111122223333:root"] }],
  });
  expect(administration?.actions).toContain("kms:PutKeyPolicy");
  expect(administration?.actions.join(" ")).not.toMatch(/crypt|GenerateDataKey|CreateGrant|\*/);
});

test.each(PURPOSES)("each use of a key of %j has a condition", (purpose) => {
  const [, ...users] = statements(purpose);
  expect(users.filter(({ condition }) => condition?.[0] === undefined)).toEqual([]);
});

test("Auto Scaling uses a key for volumes by its own role, others only through EC2", () => {
  const role =
    "arn:aws:iam::111122223333:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling";
  const onlyTheRole = ["kms:CallerAccount 111122223333", `aws:PrincipalArn ${role}`];
  const throughEc2 = "kms:ViaService ec2.us-east-1.amazonaws.com";
  expect(conditions({ kind: "volumes" })).toEqual({
    AdministeredByIam: [],
    UsedByAutoScaling: onlyTheRole,
    GrantedByAutoScaling: [...onlyTheRole, "kms:GrantIsForAWSResource true"],
    UsedThroughEc2: [throughEc2],
    GrantedThroughEc2: [throughEc2, "kms:GrantIsForAWSResource true"],
  });
});

test("only the named alarms of the own account use a key for notifications", () => {
  expect(conditions({ kind: "notifications", alarmNames: "research-dev-web-*" })).toMatchObject({
    UsedByAlarms: [
      "aws:SourceAccount 111122223333",
      "aws:SourceArn arn:aws:cloudwatch:us-east-1:111122223333:alarm:research-dev-web-*",
    ],
  });
});

test("only budgets of the own account use a key for notifications", () => {
  expect(conditions({ kind: "notifications", budgets: true })).toMatchObject({
    UsedByBudgets: ["aws:SourceAccount 111122223333", "aws:SourceArn arn:aws:budgets::111122223333:*"],
  });
});

test("rules use a key for one topic, as EventBridge names no rule to KMS; roles use it through SNS alone", () => {
  const roleArns = ["arn:aws:iam::111122223333:role/sender"];
  expect(conditions({ kind: "notifications", topicForRules: "tagform-dev", roleArns })).toEqual({
    AdministeredByIam: [],
    UsedByRules: ["kms:EncryptionContext:aws:sns:topicArn arn:aws:sns:us-east-1:111122223333:tagform-dev"],
    UsedThroughSns: [
      "kms:ViaService sns.us-east-1.amazonaws.com",
      "aws:PrincipalArn arn:aws:iam::111122223333:role/sender",
    ],
  });
});

test("one table is encrypted with its key, through DynamoDB alone", () => {
  const throughDynamoDb = "kms:ViaService dynamodb.us-east-1.amazonaws.com";
  expect(conditions({ kind: "table", tableName: "tagform-dev-queue" })).toEqual({
    AdministeredByIam: [],
    UsedThroughDynamoDb: [throughDynamoDb, "kms:EncryptionContext:aws:dynamodb:tableName tagform-dev-queue"],
    GrantedThroughDynamoDb: [throughDynamoDb, "kms:GrantIsForAWSResource true"],
  });
});

test("one trail encrypts with its key; whoever reads its files decrypts through S3 alone", () => {
  const trail = "arn:aws:cloudtrail:us-east-1:111122223333:trail/tagform";
  expect(conditions({ kind: "trail", trailName: "tagform" })).toMatchObject({
    EncryptedByTrail: [`aws:SourceArn ${trail}`, `kms:EncryptionContext:aws:cloudtrail:arn ${trail}`],
    ReadThroughS3: [
      "kms:ViaService s3.us-east-1.amazonaws.com",
      `kms:EncryptionContext:aws:cloudtrail:arn ${trail}`,
    ],
  });
});

test("only the named log groups of the own account use a key for logs", () => {
  expect(conditions({ kind: "logs", logGroupNames: "research-dev-web-*" })).toMatchObject({
    UsedByLogGroups: [
      "kms:EncryptionContext:aws:logs:arn arn:aws:logs:us-east-1:111122223333:log-group:research-dev-web-*",
    ],
  });
});

test("a key for states is used for one bucket and one table, through S3 and DynamoDB only", () => {
  const states = { kind: "states", bucketName: "tagform-dev" } as const;
  const throughS3 = [
    "kms:ViaService s3.us-east-1.amazonaws.com",
    "kms:EncryptionContext:aws:s3:arn arn:aws:s3:::tagform-dev arn:aws:s3:::tagform-dev/*",
  ];
  const throughDynamoDb = "kms:ViaService dynamodb.us-east-1.amazonaws.com";
  expect(conditions(states)).toEqual({ AdministeredByIam: [], UsedThroughS3: throughS3 });
  expect(conditions({ ...states, lockTableName: "tagform-lock-dev" })).toEqual({
    AdministeredByIam: [],
    UsedThroughS3: throughS3,
    UsedThroughDynamoDb: [throughDynamoDb, "kms:EncryptionContext:aws:dynamodb:tableName tagform-lock-dev"],
    GrantedThroughDynamoDb: [throughDynamoDb, "kms:GrantIsForAWSResource true"],
  });
});

test("only a key in another Region than the provider's says where it is", () => {
  expect(key().only(KmsKey)).not.toHaveProperty("region");
  const other = key({ region: "us-west-2", inOtherRegion: true });
  expect([other.only(KmsKey).region, other.only(KmsAlias).region]).toEqual(["us-west-2", "us-west-2"]);
});

test("of a bucket's objects, some roles decrypt and others encrypt, through S3 and only those they are for", () => {
  const [apply, plan] = ["arn:aws:iam::111122223333:role/apply", "arn:aws:iam::111122223333:role/plan"];
  const bucketName = "tagform-dev-plans";
  const sealed = { name: "Sealed", keys: "sealed/*", readers: [apply], writers: [plan] };
  const purpose: EncryptionKeyProps["purpose"] = { kind: "objects", bucketName, uses: [sealed] };
  const through = [
    "kms:ViaService s3.us-east-1.amazonaws.com",
    "kms:EncryptionContext:aws:s3:arn arn:aws:s3:::tagform-dev-plans/sealed/*",
  ];
  expect(conditions(purpose)).toMatchObject({
    SealedRead: [...through, `aws:PrincipalArn ${apply}`],
    SealedWritten: [...through, `aws:PrincipalArn ${plan}`],
  });
  const actions = Object.fromEntries(
    statements(purpose).map((statement) => [statement.sid, statement.actions]),
  );
  expect(actions).toMatchObject({ SealedRead: ["kms:Decrypt"], SealedWritten: ["kms:GenerateDataKey"] });
});

test("a key for all objects of a bucket also serves the bucket's own key", () => {
  const all = { name: "Commits", readers: ["arn:aws:iam::111122223333:role/plan"], writers: [] };
  const purpose: EncryptionKeyProps["purpose"] = {
    kind: "objects",
    bucketName: "tagform-dev-commits",
    uses: [all],
  };
  expect(conditions(purpose)["CommitsRead"]).toContain(
    "kms:EncryptionContext:aws:s3:arn arn:aws:s3:::tagform-dev-commits arn:aws:s3:::tagform-dev-commits/*",
  );
});

test("where it is asked to, Terraform refuses to delete a key", () => {
  expect(key().only(KmsKey)).not.toHaveProperty("lifecycle");
  expect(key({ preventDestroy: true }).only(KmsKey)).toMatchObject({ lifecycle: { prevent_destroy: true } });
});

test("services encrypt an archive for accounts of one organization, its trail under the trail's name; reading goes through S3", () => {
  const trailArn = "arn:aws:cloudtrail:us-east-1:888888888888:trail/organization";
  const archive: EncryptionKeyProps["purpose"] = {
    kind: "archive",
    organizationId: "o-a1b2c3d4e5",
    trailArn,
    services: ["config.amazonaws.com", "delivery.logs.amazonaws.com"],
    describedBy: ["888888888888"],
  };
  expect(conditions(archive)).toEqual({
    AdministeredByIam: [],
    EncryptedByTrail: [`aws:SourceArn ${trailArn}`, `kms:EncryptionContext:aws:cloudtrail:arn ${trailArn}`],
    CheckedByTrail: [`aws:SourceArn ${trailArn}`],
    UsedByConfig: ["aws:SourceOrgID o-a1b2c3d4e5"],
    UsedByDeliveryLogs: ["aws:SourceOrgID o-a1b2c3d4e5"],
    ReadThroughS3: ["kms:ViaService s3.us-east-1.amazonaws.com"],
    LookedUp: ["aws:PrincipalOrgID o-a1b2c3d4e5"],
  });
});
