import {
  AccountLimitExceededException,
  type BatchGetBuildsCommand,
  CodeBuildClient,
  type StartBuildCommand,
} from "@aws-sdk/client-codebuild";
import {
  CodePipelineClient,
  ConcurrentPipelineExecutionsLimitExceededException,
  type GetPipelineExecutionCommand,
  type ListActionExecutionsCommand,
  PipelineExecutionNotFoundException,
  PipelineNotFoundException,
  type StartPipelineExecutionCommand,
} from "@aws-sdk/client-codepipeline";

import { AwsRunner } from "./aws-runner";
import { type DeliveryItem } from "./delivery-item";
import { TryLaterError } from "./delivery-runner";
import { delivery } from "./fixtures/deliveries";

const ITEM: DeliveryItem = {
  ...delivery("dev_us-east-1/research/1.0"),
  cell: "dev_us-east-1/research",
  version: "1.0",
  state: "running",
  queuedAt: "2026-11-21T12:00:00.000Z",
  startedAt: "2026-11-21T12:01:00.000Z",
  executionId: "execution-1",
};

const codepipeline = new CodePipelineClient({ region: "us-east-1" });
const codebuild = new CodeBuildClient({ region: "us-east-1" });
const runner = new AwsRunner({
  codepipeline,
  codebuild,
  pipeline: "tagform-dev",
  commitsBucket: "acme-dev-commits",
  recordProject: "tagform-dev-record",
});

/** What the services answer, one call after the other; errors are thrown. */
const answers: unknown[] = [];
const asked: unknown[] = [];
const answer = (command: unknown): Promise<never> => {
  asked.push(command);
  const next = answers.shift();
  return next instanceof Error ? Promise.reject(next) : Promise.resolve(next as never);
};

beforeEach(() => {
  asked.length = 0;
  answers.length = 0;
  jest.spyOn(codepipeline, "send").mockImplementation(answer as never);
  jest.spyOn(codebuild, "send").mockImplementation(answer as never);
});

const metadata = { $metadata: {}, message: "no" };

test("starts a delivery pinned to its version of the commits object, by a token that is its tag's object", async () => {
  answers.push({ pipelineExecutionId: "execution-1" });
  expect(await runner.start(ITEM)).toBe("execution-1");
  expect((asked[0] as StartPipelineExecutionCommand).input).toEqual({
    name: "tagform-dev",
    clientRequestToken: ITEM.tagObject,
    variables: [{ name: "TAG", value: ITEM.tag }],
    sourceRevisions: [
      { actionName: "Commit", revisionType: "S3_OBJECT_VERSION_ID", revisionValue: ITEM.objectVersion },
    ],
  });
});

test.each([
  ["throttling", Object.assign(new Error("slow down"), { name: "ThrottlingException" })],
  ["the limit of executions", new ConcurrentPipelineExecutionsLimitExceededException(metadata)],
  ["the limit of builds", new AccountLimitExceededException(metadata)],
  ["a fault of the service", Object.assign(new Error("oops"), { name: "InternalFailure", $fault: "server" })],
])("puts off what meets %s", async (_, error) => {
  answers.push(error);
  await expect(runner.start(ITEM)).rejects.toBeInstanceOf(TryLaterError);
});

test("does not put off what will never work", async () => {
  answers.push(new PipelineNotFoundException(metadata));
  await expect(runner.start(ITEM)).rejects.toBeInstanceOf(PipelineNotFoundException);
});

test.each([
  ["InProgress", "running"],
  ["Stopping", "running"],
  ["Succeeded", "succeeded"],
  ["Failed", "failed"],
  ["Stopped", "stopped"],
  ["Superseded", "superseded"],
  ["Cancelled", "cancelled"],
])("an execution that is %s is %s", async (status, expected) => {
  answers.push({ pipelineExecution: { status } });
  expect(await runner.status("execution-1")).toBe(expected);
  expect((asked[0] as GetPipelineExecutionCommand).input.pipelineExecutionId).toBe("execution-1");
});

test("an execution that CodePipeline does not know has vanished", async () => {
  answers.push(new PipelineExecutionNotFoundException(metadata));
  expect(await runner.status("execution-1")).toBe("vanished");
});

test("reads all pages of an execution's actions, newest first", async () => {
  answers.push(
    {
      nextToken: "more",
      actionExecutionDetails: [
        {
          stageName: "Lint",
          actionName: "Lint",
          status: "Succeeded",
          lastUpdateTime: new Date(1000),
          input: { actionTypeId: { category: "Build" } },
          output: {
            outputArtifacts: [{ name: "Linted", s3location: { bucket: "artifacts", key: "dev/Linted/x" } }],
          },
        },
      ],
    },
    {
      actionExecutionDetails: [
        {
          stageName: "Plan",
          actionName: "Plan",
          status: "Failed",
          lastUpdateTime: new Date(2000),
          input: { actionTypeId: { category: "Build" } },
          output: {
            executionResult: {
              externalExecutionUrl: "https://log/plan",
              errorDetails: { code: "JobFailed", message: "Build terminated with state: FAILED" },
            },
          },
        },
      ],
    },
  );
  const actions = await runner.actions("execution-1");
  expect((asked[1] as ListActionExecutionsCommand).input).toEqual({
    pipelineName: "tagform-dev",
    filter: { pipelineExecutionId: "execution-1" },
    nextToken: "more",
  });
  expect(actions).toMatchObject([
    {
      stage: "Plan",
      status: "failed",
      reason: "Build terminated with state: FAILED",
      logUrl: "https://log/plan",
    },
    { stage: "Lint", status: "succeeded", artifact: { bucket: "artifacts", key: "dev/Linted/x" } },
  ]);
});

test("builds a record of the delivered commit and of what the execution handed over last", async () => {
  answers.push({ build: { id: "tagform-dev-record:1" } });
  const artifact = { bucket: "artifacts", key: "dev/Scanned/x" };
  const request = { item: ITEM, attempt: 2, failedStep: "plan", artifact };
  expect(await runner.startRecord(request)).toBe("tagform-dev-record:1");
  expect((asked[0] as StartBuildCommand).input).toEqual({
    projectName: "tagform-dev-record",
    idempotencyToken: "execution-1-2",
    sourceTypeOverride: "S3",
    sourceLocationOverride: "acme-dev-commits/commit.zip",
    sourceVersion: ITEM.objectVersion,
    secondarySourcesOverride: [{ type: "S3", location: "artifacts/dev/Scanned/x", sourceIdentifier: "Run" }],
    environmentVariablesOverride: [
      { name: "TAGFORM_TAG", value: ITEM.tag, type: "PLAINTEXT" },
      { name: "TAGFORM_EXECUTION", value: "execution-1", type: "PLAINTEXT" },
      { name: "TAGFORM_STARTED_AT", value: ITEM.startedAt, type: "PLAINTEXT" },
      { name: "TAGFORM_FAILED_STEP", value: "plan", type: "PLAINTEXT" },
    ],
  });
});

test("builds the record of a success without a failed step, and without a run where nothing was handed over", async () => {
  answers.push({ build: { id: "tagform-dev-record:1" } });
  await runner.startRecord({ item: ITEM, attempt: 1 });
  const { input } = asked[0] as StartBuildCommand;
  expect(input.secondarySourcesOverride).toBeUndefined();
  expect(input.environmentVariablesOverride?.map(({ name }) => name)).toEqual([
    "TAGFORM_TAG",
    "TAGFORM_EXECUTION",
    "TAGFORM_STARTED_AT",
  ]);
});

test.each([
  ["is IN_PROGRESS", { buildStatus: "IN_PROGRESS" }, "running"],
  ["SUCCEEDED", { buildStatus: "SUCCEEDED" }, "succeeded"],
  ["FAILED", { buildStatus: "FAILED" }, "failed"],
  ["TIMED_OUT", { buildStatus: "TIMED_OUT" }, "failed"],
  ["is not known", undefined, "vanished"],
])("a record build that %s", async (_, build, status) => {
  answers.push({
    builds: build === undefined ? [] : [{ ...build, logs: { deepLink: "https://log/record" } }],
  });
  expect(await runner.recordBuild("tagform-dev-record:1")).toEqual({
    status,
    ...(build === undefined ? {} : { logUrl: "https://log/record" }),
  });
  expect((asked[0] as BatchGetBuildsCommand).input.ids).toEqual(["tagform-dev-record:1"]);
});
