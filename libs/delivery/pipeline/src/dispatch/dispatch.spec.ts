import { resolve } from "node:path";

import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { DataAwsIamPolicyDocument } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { LambdaEventSourceMapping } from "@cdktf/provider-aws/lib/lambda-event-source-mapping";
import { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { queueIn } from "@tagform/delivery-queue";
import { AppliedAws, forMoto, plannedActions, synthStack, type TerraformDocument } from "@tagform/testing";
import { run } from "@tagform/toolchain";

import { workspaceRoot } from "../workspace-file";
import { Dispatch, type DispatchProps } from "./dispatch";
import { dispatchCode } from "./dispatch-code";

const ACCOUNT = "123456789012";

const dispatch = (
  overrides: Partial<DispatchProps> = {},
  provider?: ConstructorParameters<typeof AwsProvider>[2],
) =>
  synthStack((stack) => {
    if (provider !== undefined) new AwsProvider(stack, "aws", provider);
    new Dispatch(stack, "dispatch", {
      place: { environment: "dev", region: "us-east-1", accountId: ACCOUNT, partition: "aws" },
      maxRunning: 7,
      notifications: {
        topicArn: `arn:aws:sns:us-east-1:${ACCOUNT}:tagform-dev-notifications`,
        keyArn: `arn:aws:kms:us-east-1:${ACCOUNT}:key/notifications`,
      },
      commitsBucket: "acme-dev-commits",
      deadLettersArn: `arn:aws:sqs:us-east-1:${ACCOUNT}:tagform-dev-dead-letters`,
      logRetentionDays: 400,
      ...overrides,
    });
  });

interface Statement {
  readonly sid: string;
  readonly actions: readonly string[];
  readonly resources?: readonly string[];
}

const allowed = (): Statement[] =>
  dispatch()
    .all(DataAwsIamPolicyDocument)
    .map(({ statement }) => statement as Statement[])
    .find((statements) => statements.some(({ sid }) => sid === "Executions"))!;

test("the table is encrypted, can be brought back to any second, and stays", () => {
  expect(dispatch().only(DynamodbTable)).toMatchObject({
    name: "tagform-dev-queue",
    server_side_encryption: { enabled: true, kms_key_arn: expect.stringContaining("aws_kms_key") },
    point_in_time_recovery: { enabled: true },
    deletion_protection_enabled: true,
    lifecycle: { prevent_destroy: true },
  });
  expect(dispatch({ deletable: { reason: "a rehearsal" } }).only(DynamodbTable)).toMatchObject({
    deletion_protection_enabled: false,
    lifecycle: { prevent_destroy: false },
  });
});

test("the function runs one tick at a time, and is told what it needs and no secret", () => {
  expect(dispatch().only(LambdaFunction)).toMatchObject({
    function_name: "tagform-dev-dispatch",
    reserved_concurrent_executions: 1,
    architectures: ["arm64"],
    environment: {
      variables: {
        TAGFORM_ENVIRONMENT: "dev",
        TAGFORM_QUEUE_TABLE: "tagform-dev-queue",
        TAGFORM_PIPELINE: "tagform-dev",
        TAGFORM_COMMITS_BUCKET: "acme-dev-commits",
        TAGFORM_RECORD_PROJECT: "tagform-dev-record",
        TAGFORM_NOTIFICATIONS_TOPIC: `arn:aws:sns:us-east-1:${ACCOUNT}:tagform-dev-notifications`,
        TAGFORM_MAX_RUNNING: "7",
      },
    },
  });
});

test("the function's code is a file beside the cell's, whose path and digest follow from its bytes", () => {
  const { filename, source_code_hash } = dispatch().only(LambdaFunction);
  expect(filename).toMatch(/^assets\/\w+\/[0-9a-f]{64}\/dispatch\.zip$/);
  expect(filename).toContain(dispatchCode().sha256);
  expect(Buffer.from(String(source_code_hash), "base64").toString("hex")).toBe(dispatchCode().sha256);
});

test("its log is encrypted and kept as long as asked", () => {
  expect(dispatch().only(CloudwatchLogGroup)).toMatchObject({
    name: "/aws/lambda/tagform-dev-dispatch",
    retention_in_days: 400,
    kms_key_id: expect.stringContaining("aws_kms_key"),
  });
});

test("its role is bound, and reaches one pipeline, one project, one table and one topic", () => {
  expect(dispatch().only(IamRole)).toMatchObject({
    name: "tagform-dev-dispatch",
    permissions_boundary: expect.stringContaining(`:${ACCOUNT}:policy/`),
  });
  const of = (sid: string) => allowed().find((statement) => statement.sid === sid)!;
  expect(of("Executions").resources).toEqual([`arn:aws:codepipeline:us-east-1:${ACCOUNT}:tagform-dev`]);
  expect(of("Records").resources).toEqual([
    `arn:aws:codebuild:us-east-1:${ACCOUNT}:project/tagform-dev-record`,
  ]);
  expect(of("Queue").resources).toEqual([`arn:aws:dynamodb:us-east-1:${ACCOUNT}:table/tagform-dev-queue`]);
  expect(of("Notifications").resources).toEqual([
    `arn:aws:sns:us-east-1:${ACCOUNT}:tagform-dev-notifications`,
  ]);
  const everywhere = allowed().filter(({ resources }) => resources?.includes("*"));
  expect(everywhere.map(({ actions }) => actions)).toEqual([["dynamodb:ListStreams"]]);
});

test("new deliveries have it tick, and nothing else that changes in the table", () => {
  const { filter_criteria } = dispatch().only(LambdaEventSourceMapping) as {
    filter_criteria: { filter: [{ pattern: string }] };
  };
  expect(JSON.parse(filter_criteria.filter[0].pattern)).toEqual({
    eventName: ["INSERT"],
    dynamodb: { NewImage: { state: { S: ["waiting"] } } },
  });
});

test("ends of executions and records, approvals and every fifth minute have it tick; only these rules may", () => {
  const rules = dispatch().all(CloudwatchEventRule);
  expect(rules.map(({ name }) => name)).toEqual([
    "tagform-dev-dispatch-executions",
    "tagform-dev-dispatch-approvals",
    "tagform-dev-dispatch-records",
    "tagform-dev-dispatch-schedule",
  ]);
  expect(JSON.parse(String(rules[0]!["event_pattern"]))).toMatchObject({
    detail: { pipeline: ["tagform-dev"], state: expect.arrayContaining(["SUCCEEDED", "FAILED", "STOPPED"]) },
  });
  expect(JSON.parse(String(rules[1]!["event_pattern"]))).toMatchObject({
    detail: { pipeline: ["tagform-dev"], type: { category: ["Approval"] } },
  });
  expect(JSON.parse(String(rules[2]!["event_pattern"]))).toMatchObject({
    detail: { "project-name": ["tagform-dev-record"] },
  });
  expect(rules[3]).toMatchObject({ schedule_expression: "rate(5 minutes)" });
  expect(dispatch().only(LambdaPermission)).toMatchObject({
    principal: "events.amazonaws.com",
    source_arn: `arn:aws:events:us-east-1:${ACCOUNT}:rule/tagform-dev-dispatch-*`,
  });
});

const CHECKOUT = resolve(__dirname, "../../../../..");
const missing = AppliedAws.missing(CHECKOUT);
if (missing.length > 0) console.warn(`SKIPPED: this machine has no ${missing.join(" and no ")}`);
const testApplied = missing.length > 0 ? test.skip : test;

/** With the code where it is kept: a stack in memory has no files beside it. */
function withCode(document: TerraformDocument): TerraformDocument {
  const kept = `${workspaceRoot()}/.tagform/build/dispatch/${dispatchCode().sha256}/dispatch.zip`;
  return JSON.parse(
    JSON.stringify(document).replace(/"assets\/[^"]+"/, JSON.stringify(kept)),
  ) as TerraformDocument;
}

/** What one call of the deployed program writes, with the variables that it is deployed with. */
async function tickOf({ resource }: TerraformDocument, env: Record<string, string>): Promise<string[]> {
  const [lambda] = Object.values(resource?.["aws_lambda_function"] ?? {}) as [
    { filename: string; environment: { variables: Record<string, string> } },
  ];
  const unpack =
    "import sys, zipfile, io; sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read('index.js'))";
  const options = { cwd: workspaceRoot(), env: { PATH: process.env["PATH"] ?? "" } };
  const { stdout: program } = await run("python3", ["-c", unpack, lambda.filename], options);
  const call = `${program}\n;module.exports.handler().catch((error) => console.log(error.stack));`;
  const ticked = await run(process.execPath, ["-"], {
    ...options,
    env: { ...options.env, ...env, ...lambda.environment.variables },
    input: call,
  });
  return ticked.stdout.trim().split("\n");
}

testApplied(
  "the real AWS provider applies it, then would change nothing but what moto forgets; the program ticks on the table, and the queue works in it",
  async () => {
    const aws = await AppliedAws.start(CHECKOUT, process.env["PATH"] ?? "");
    try {
      const document = withCode(dispatch({}, aws.providerSettings).json);
      const terraform = await aws.terraformIn("dispatch", forMoto(document));
      expect((await terraform("init")).stderr).toBe("");
      expect((await terraform("apply", "-auto-approve")).stderr).toBe("");
      expect(new Set(await plannedActions(terraform))).not.toContain("create");

      const credentials = { AWS_ACCESS_KEY_ID: "REHEARSALNOTREAL0000", AWS_SECRET_ACCESS_KEY: "none" };
      const environment = { AWS_ENDPOINT_URL: aws.moto.endpoint, ...credentials };
      const lines = await tickOf(document, { AWS_REGION: "us-east-1", ...environment });
      expect(lines.map((line): unknown => JSON.parse(line))).toMatchObject([
        { Environment: "dev", QueueLength: 0 },
      ]);

      const queue = await queueIn({ tableName: "tagform-dev-queue", region: "us-east-1", environment });
      const [tag, tagObject, commit, digest] = ["dev_us-east-1/research/1.0", "a", "b", "c"] as const;
      const delivery = { tag, tagObject, commit, digest, objectVersion: "v1" };
      expect(await queue.enqueue(delivery)).toEqual({ outcome: "queued" });
      expect(await queue.enqueue(delivery)).toMatchObject({ outcome: "known" });
      expect(await queue.open()).toMatchObject([delivery]);
      queue.close();
    } finally {
      await aws.stop();
    }
  },
  300_000,
);
