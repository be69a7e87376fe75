import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import {
  CreateBucketCommand,
  GetObjectCommand,
  PutBucketVersioningCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { EXIT } from "@tagform/outcome";
import { createStateBackend, EmbeddedAws } from "@tagform/rehearsal";
import { type PublishReport, REAL_AWS } from "@tagform/steps";
import { findTool, isMissing } from "@tagform/toolchain";

import { tagform } from "../fixtures/recording-context";
import { ReleaseRepository } from "../fixtures/release-repository";

// Real tools on a busy machine take their time.
jest.setTimeout(120_000);

const { PATH = "", HOME = "/" } = process.env;
const TAG = "dev_us-east-1/research/1.0";
const REGION = "us-east-1";
const BUCKET = "tagform-dev-commits";
const TABLE = "tagform-dev-queue";

let aws: EmbeddedAws;
let s3: S3Client;
let folder: string;
let repository: ReleaseRepository;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "tagform-publish-"));
  const tool = await findTool("moto_server", { root: path.resolve(__dirname, "../../../.."), path: PATH });
  if (isMissing(tool)) throw new Error(`${tool.problem}: ${tool.remedy}`);
  aws = await EmbeddedAws.start({ tool, path: PATH, directory: folder });
  await createStateBackend(aws.endpoint, {
    ...{ bucket: "tagform-dev", key: "research/dev-us-east-1/terraform.tfstate" },
    ...{ lockTable: "tagform-lock-dev", region: REGION },
  });
  const credentials = { accessKeyId: "embedded", secretAccessKey: "embedded" };
  s3 = new S3Client({ endpoint: aws.endpoint, region: REGION, credentials, forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket: BUCKET }));
  await s3.send(
    new PutBucketVersioningCommand({ Bucket: BUCKET, VersioningConfiguration: { Status: "Enabled" } }),
  );
  const { QUEUE_KEYS } = await import("@tagform/delivery-queue");
  const dynamodb = new DynamoDBClient({ endpoint: aws.endpoint, region: REGION, credentials });
  await dynamodb.send(
    new CreateTableCommand({
      TableName: TABLE,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: [QUEUE_KEYS.partition, QUEUE_KEYS.sort].map((AttributeName) => ({
        AttributeName,
        AttributeType: "S",
      })),
      KeySchema: [
        { AttributeName: QUEUE_KEYS.partition, KeyType: "HASH" },
        { AttributeName: QUEUE_KEYS.sort, KeyType: "RANGE" },
      ],
    }),
  );
  dynamodb.destroy();
  repository = new ReleaseRepository();
});
afterAll(async () => {
  repository.dispose();
  s3.destroy();
  await aws.stop();
  rmSync(folder, { recursive: true });
});

/** What CodeBuild's projects of an environment have in common. */
const project = () => ({ PATH, HOME, ...aws.environment, TAGFORM_ENVIRONMENT: "dev" });

function publish(variables: Readonly<Record<string, string>>, ...words: string[]) {
  const env = { ...project(), TAGFORM_COMMITS_BUCKET: BUCKET, TAGFORM_QUEUE_TABLE: TABLE, ...variables };
  return tagform(["source", "--publish", "--repository", repository.root, "--json", ...words], { env });
}

async function unzipped(objectVersion: string): Promise<string> {
  const { Body } = await s3.send(
    new GetObjectCommand({ Bucket: BUCKET, Key: "commit.zip", VersionId: objectVersion }),
  );
  const run = mkdtempSync(path.join(folder, "run-"));
  writeFileSync(path.join(run, "commit.zip"), (await Body?.transformToByteArray()) ?? "");
  execFileSync("unzip", ["-q", "commit.zip"], { cwd: run });
  return run;
}

test("a tag is published from its event, swept once, and its failed execution recorded for history", async () => {
  repository.tag(TAG);
  repository.tag("dev_us-east-1/nobody/1.0");
  const event = await publish({ CODEBUILD_WEBHOOK_TRIGGER: `tag/${TAG}` });
  expect(event.exitCode).toBe(EXIT.ok);
  const [published] = (JSON.parse(event.printed) as PublishReport).published;
  expect(published).toMatchObject({ tag: TAG, commit: repository.git("rev-parse", "HEAD") });

  const sweep = await publish({});
  expect(sweep.exitCode).toBe(EXIT.refused);
  expect(JSON.parse(sweep.printed)).toMatchObject({
    published: [],
    known: [TAG],
    refused: [{ reason: expect.stringContaining('environment dev has no team "nobody"') as string }],
  });

  const again = await publish({});
  expect(again.exitCode).toBe(EXIT.ok);
  expect(JSON.parse(again.printed)).toMatchObject({ refused: [{ isNews: false }] });

  const run = await unzipped(published!.objectVersion);
  const cloud = { ...REAL_AWS, kind: "embedded", environment: aws.environment };
  writeFileSync(path.join(run, "cloud.json"), JSON.stringify(cloud));
  const ended = { TAGFORM_TAG: TAG, TAGFORM_FAILED_STEP: "lint", TAGFORM_STARTED_AT: "2026-11-21T12:00:00Z" };
  const env = { ...project(), ...ended, TAGFORM_PIPELINE: "tagform-dev", TAGFORM_EXECUTION: "e-1" };
  const record = await tagform(["record", "--run", run, "--execution", "--json"], { env });
  expect(record.exitCode).toBe(EXIT.ok);
  expect(JSON.parse(record.printed)).toMatchObject({
    result: "failed",
    tag: TAG,
    accountId: expect.stringMatching(/^\d{12}$/) as string,
    startedAt: "2026-11-21T12:00:00.000Z",
    failure: { step: "lint" },
  });
  const history = await tagform(["history", "dev_us-east-1/research", "--endpoint", aws.endpoint]);
  expect(history.printed).toContain("lint");
});

test("what AWS does not do is told with the names of what it was about", async () => {
  const { exitCode, noted } = await publish({ TAGFORM_TAG: TAG, TAGFORM_QUEUE_TABLE: "tagform-none" });
  expect(exitCode).toBe(EXIT.error);
  expect(noted).toContain(
    "needs of bucket tagform-dev-commits and table tagform-none: ResourceNotFoundException",
  );
});

test("record --execution names what its build lacks", async () => {
  const { exitCode, noted } = await tagform(["record", "--run", folder, "--execution"], {
    env: { TAGFORM_TAG: TAG },
  });
  expect(exitCode).toBe(EXIT.error);
  expect(noted).toContain("which sets TAGFORM_PIPELINE, TAGFORM_EXECUTION");
});
