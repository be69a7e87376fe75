import { DataAwsIamPolicyDocument } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { parseCell } from "@tagform/deployment";
import { type ContextValue, evaluate, type PolicyDocument } from "@tagform/policy-evaluator";
import { synthStack } from "@tagform/testing";

import { EnvironmentState } from "./environment-state";

const ACCOUNT = "555555555555";
const role = (name: string) => `arn:aws:iam::${ACCOUNT}:role/${name}`;
const [plan, apply, research, rescue] = [role("plan"), role("apply"), role("research"), role("rescue")];
const admin = role("admin");

interface Statement {
  readonly sid: string;
  readonly effect?: "Allow" | "Deny";
  readonly actions: string[];
  readonly resources?: string[];
  readonly not_resources?: string[];
  readonly condition?: readonly {
    readonly test: string;
    readonly variable: string;
    readonly values: string[];
  }[];
}

const KEY = `arn:aws:kms:us-east-1:${ACCOUNT}:key/0a1b2c3d-0000-0000-0000-000000000000`;
const resolved = (value: string) => value.replace(/^\$\{aws_kms_key\.state_states_.*\}$/, KEY);

/** What the data source makes of it. */
const policyOf = (statements: readonly Statement[]): PolicyDocument => ({
  Version: "2012-10-17",
  Statement: statements.map(
    ({ sid, effect = "Allow", actions, resources, not_resources, condition = [] }) => ({
      Sid: sid,
      Effect: effect,
      Principal: "*",
      Action: actions,
      ...(resources === undefined ? { NotResource: not_resources! } : { Resource: resources }),
      Condition: condition.reduce<Record<string, Record<string, string[]>>>(
        (all, { test, variable, values }) => ({
          ...all,
          [test]: { ...all[test], [variable]: values.map(resolved) },
        }),
        {},
      ),
    }),
  ),
});

const policies = synthStack(
  (stack) =>
    new EnvironmentState(stack, "state", {
      environment: "dev",
      tfBackendConfigPrefix: "acme",
      layout: "central",
      region: "us-east-1",
      accountId: ACCOUNT,
      partition: "aws",
      logRetentionDays: 400,
      users: [
        { roleArn: plan, step: "plan" },
        { roleArn: apply, step: "apply" },
        { roleArn: research, step: "apply", cells: [parseCell("dev_us-east-1/research")] },
      ],
      breakGlassRoleArns: [rescue],
    }),
)
  .all(DataAwsIamPolicyDocument)
  .map(({ statement }) => statement as Statement[]);

const withStatement = (sid: string) =>
  policyOf(policies.find((each) => each.some((one) => one.sid === sid))!);
const bucketPolicy = withStatement("OnlyFromHome");
const tablePolicy = withStatement("TableStays");

/** IAM allows the caller everything: only the store holds it back. */
const everything: PolicyDocument = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
};

const judge = (
  roleArn: string,
  action: string,
  resource: string,
  context: Record<string, ContextValue>,
  resourcePolicy: PolicyDocument,
) =>
  evaluate(
    { caller: { roleArn }, action, resource, resourceAccount: ACCOUNT, context },
    { identity: [everything], resource: resourcePolicy },
  );

const TLS = { "aws:SecureTransport": "true", "s3:TlsVersion": "1.3", "aws:PrincipalIsAWSService": "false" };

const onObject = (roleArn: string, action: string, key: string, context: Record<string, ContextValue> = {}) =>
  judge(roleArn, `s3:${action}`, `arn:aws:s3:::acme-dev/${key}`, { ...TLS, ...context }, bucketPolicy)
    .decision === "allowed";

const SSE = "s3:x-amz-server-side-encryption";
const SSE_KEY = "s3:x-amz-server-side-encryption-aws-kms-key-id";
const STATE = "research/dev-us-east-1/terraform.tfstate";
const OTHER = "risk/dev-us-east-1/terraform.tfstate";
const RECORD = "research/dev-us-east-1/records/20261121T113417123Z_1.0.json";
const MARK = "_latest/dev_us-east-1/research/20261121T113417123Z_1.0";

test.each([
  // who, what, key: allowed
  [plan, "GetObject", STATE, true],
  [plan, "PutObject", STATE, false],
  [plan, "PutObject", `${STATE}.tflock`, true],
  [plan, "DeleteObject", `${STATE}.tflock`, true],
  [apply, "GetObject", STATE, true],
  [apply, "PutObject", STATE, true],
  [apply, "DeleteObject", STATE, false],
  [apply, "DeleteObjectVersion", STATE, false],
  [apply, "DeleteObject", RECORD, false],
  [apply, "DeleteObject", MARK, true],
  [research, "PutObject", STATE, true],
  [research, "PutObject", `${STATE}.tflock`, true],
  [research, "GetObject", OTHER, false],
  [research, "PutObject", OTHER, false],
  [research, "PutObject", `${OTHER}.tflock`, false],
  [research, "DeleteObject", MARK, true],
  [admin, "GetObject", STATE, false],
  [admin, "GetObjectVersion", STATE, false],
  [admin, "PutObject", STATE, false],
  [admin, "DeleteObject", `${STATE}.tflock`, false],
  [rescue, "PutObject", STATE, true],
  [rescue, "DeleteObject", STATE, true],
  ["arn:aws:iam::999999999999:role/apply", "GetObject", STATE, false],
] as const)("although IAM allows all, whether %s may %s %s is %j", (roleArn, action, key, allowed) => {
  expect(onObject(roleArn, action, key)).toBe(allowed);
});

test.each([
  ["without TLS", { "aws:SecureTransport": "false" }, false],
  ["with TLS 1.1", { "s3:TlsVersion": "1.1" }, false],
  ["under the key of Amazon S3", { [SSE]: "AES256" }, false],
  ["under a key of Amazon S3 in KMS", { [SSE]: "aws:kms" }, false],
  ["under another key", { [SSE]: "aws:kms", [SSE_KEY]: `${KEY}0` }, false],
  ["under another key, by its name alone", { [SSE_KEY]: `${KEY}0` }, false],
  ["under the key of states", { [SSE]: "aws:kms", [SSE_KEY]: KEY }, true],
  ["and say nothing of encryption", {}, true],
] as const)("whether apply may write a state %s, by %j, is %j", (_how, context, allowed) => {
  expect(onObject(apply, "PutObject", STATE, context)).toBe(allowed);
});

test("a record is written if there is none, never over another one", () => {
  expect(onObject(apply, "PutObject", RECORD)).toBe(false);
  expect(onObject(apply, "PutObject", RECORD, { "s3:if-none-match": "*" })).toBe(true);
});

test.each([
  [apply, "DeleteBucket", false],
  [admin, "PutBucketVersioning", false],
  [admin, "DeleteBucketPolicy", false],
  [rescue, "DeleteBucket", true],
] as const)("whether %s may %s is %j", (roleArn, action, allowed) => {
  const { decision } = judge(roleArn, `s3:${action}`, "arn:aws:s3:::acme-dev", TLS, bucketPolicy);
  expect(decision === "allowed").toBe(allowed);
});

const TABLE = "arn:aws:dynamodb:us-east-1:555555555555:table/acme-lock-dev";
const onItem = (roleArn: string, action: string, item: string) =>
  judge(roleArn, `dynamodb:${action}`, TABLE, { "dynamodb:LeadingKeys": [`acme-dev/${item}`] }, tablePolicy)
    .decision === "allowed";

test.each([
  [plan, "PutItem", STATE, true],
  [plan, "DeleteItem", STATE, true],
  [plan, "GetItem", `${STATE}-md5`, true],
  [plan, "PutItem", `${STATE}-md5`, false],
  [apply, "PutItem", `${STATE}-md5`, true],
  [research, "PutItem", STATE, true],
  [research, "PutItem", `${STATE}-md5`, true],
  [research, "PutItem", OTHER, false],
  [research, "GetItem", `${OTHER}-md5`, false],
  [admin, "DeleteItem", STATE, false],
  [rescue, "DeleteItem", STATE, true],
] as const)(
  "although IAM allows all, whether %s may %s %s of the table is %j",
  (roleArn, action, item, allowed) => {
    expect(onItem(roleArn, action, item)).toBe(allowed);
  },
);

test("only break-glass deletes the table", () => {
  const may = (roleArn: string) =>
    judge(roleArn, "dynamodb:DeleteTable", TABLE, {}, tablePolicy).decision === "allowed";
  expect([may(admin), may(rescue)]).toEqual([false, true]);
});
