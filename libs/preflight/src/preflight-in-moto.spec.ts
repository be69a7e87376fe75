import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { type Cloud, REAL_AWS, storageClient } from "@tagform/steps";
import { installed, Moto } from "@tagform/testing";

import type { AwsApi } from "./aws/aws-api";
import { AwsError } from "./aws/aws-error";
import { ADDRESSES } from "./checks/check-addresses";
import { CERTIFICATES } from "./checks/check-certificates";
import { CLOCK } from "./checks/check-clock";
import { QUOTAS } from "./checks/check-quotas";
import { REGIONS_ENABLED } from "./checks/check-regions";
import { ROLE } from "./checks/check-role";
import { STATE } from "./checks/check-state";
import type { CheckFinding, PreflightSubject } from "./checks/preflight-check";
import { creating, subject } from "./fixtures/subject";
import { openAws } from "./open-aws";
import { runPreflight } from "./run-preflight";

// The embedded AWS makes all of IAM's managed policies for each account: seconds of computing, more on a busy machine.
jest.setTimeout(300_000);

const CHECKOUT = resolve(__dirname, "../../..");
const MOTO_SERVER = installed(CHECKOUT, "moto_server");
const describeWithMoto = MOTO_SERVER === undefined ? describe.skip : describe;

// What moto answers is what the SDK's clients are tested with: requests, signatures' form, XML and JSON.
describeWithMoto("against an embedded AWS", () => {
  const home = mkdtempSync(join(tmpdir(), "preflight-"));
  let moto: Moto;
  let given: PreflightSubject;
  let cloud: Cloud;

  beforeAll(async () => {
    moto = await Moto.start(MOTO_SERVER ?? "", process.env["PATH"] ?? "", home);
    const environment = {
      AWS_ENDPOINT_URL: moto.endpoint,
      AWS_ACCESS_KEY_ID: "embedded",
      AWS_SECRET_ACCESS_KEY: "embedded",
    };
    cloud = { ...REAL_AWS, kind: "embedded", environment };
    const place = { region: "us-east-1", partition: "aws", accountId: "012345678901" };
    const session = { roleName: "InfraPlanRole", tags: { team: "research" } };
    given = {
      ...subject({}),
      cloud,
      session,
      ...openAws({ cloud, session, ...place }),
      now: () => new Date(),
    };
  });
  afterAll(async () => {
    await moto.stop();
    rmSync(home, { recursive: true });
  });

  const run = async (
    check: { run(subject: PreflightSubject): Promise<readonly CheckFinding[]> },
    more: Partial<PreflightSubject> = {},
  ) => (await check.run({ ...given, ...more })).map(({ answer, what }) => [answer, what]);

  test("clock and role", async () => {
    expect(await run(CLOCK)).toEqual([["passes", expect.stringContaining("is right")]]);
    expect(await run(ROLE)).toEqual([["passes", "InfraPlanRole works in account 012345678901"]]);
  });

  test("Regions: moto has some switched off", async () => {
    const planned = creating({ type: "aws_vpc", region: "ap-east-1" });
    const answers = async (more: object) => (await run(REGIONS_ENABLED, more)).map(([answer]) => answer);
    expect(await answers({ ...planned, cloud: REAL_AWS })).toEqual(["passes", "fails"]);
    expect(await answers(planned)).toEqual(["passes", "unknown"]);
  });

  test("quotas: those of VPC are there, used ones are counted, the others are unknown", async () => {
    const real = { cloud: REAL_AWS };
    const findings = await run(QUOTAS, { ...real, ...creating({ type: "aws_vpc" }, { type: "aws_eip" }) });
    expect(findings[0]).toEqual([
      "passes",
      "VPCs in us-east-1: 1 more planned, 1 used, quota 5 (L-F678F1CE)",
    ]);
    expect(findings[1]?.[0]).toBe("unknown");
    const five = Array.from({ length: 5 }, () => ({ type: "aws_vpc" }));
    expect((await run(QUOTAS, { ...real, ...creating(...five) }))[0]?.[0]).toBe("fails");
  });

  test("quotas of an embedded AWS are nobody's", async () => {
    expect(await run(QUOTAS, creating({ type: "aws_vpc" }))).toEqual([
      ["unknown", "an embedded AWS has quotas that nobody chose"],
    ]);
  });

  test("addresses: a network of somebody else in the account", async () => {
    const vpc = creating({ type: "aws_vpc", values: { cidr_block: "10.7.0.0/20" } });
    expect((await run(ADDRESSES, vpc))[0]?.[0]).toBe("passes");
    const account = (await given.account()) as AwsApi;
    await account.query("ec2", "us-east-1", "CreateVpc", { CidrBlock: "10.7.0.0/16" });
    expect((await run(ADDRESSES, vpc))[0]).toEqual([
      "fails",
      expect.stringContaining("overlaps 10.7.0.0/16 of vpc-"),
    ]);
  });

  test("certificates: what moto does not have is unknown", async () => {
    const certificate_arn =
      "arn:aws:acm:us-east-1:012345678901:certificate/00000000-0000-0000-0000-000000000000";
    const listener = creating({ type: "aws_lb_listener", values: { certificate_arn } });
    expect((await run(CERTIFICATES, listener))[0]?.[0]).toBe("unknown");
  });

  test("state: without a place for it, nothing can be locked", async () => {
    const answers = (await run(STATE)).map(([answer]) => answer);
    expect(answers).toEqual(["fails", "fails", "fails", "fails"]);
  });

  test("state: the questions leave neither lock file nor item, and touch none that is there", async () => {
    const { CreateBucketCommand, ListObjectVersionsCommand, PutObjectCommand } =
      await import("@aws-sdk/client-s3");
    const { CreateTableCommand, DynamoDBClient, ScanCommand } = await import("@aws-sdk/client-dynamodb");
    const { bucket: Bucket, key, lockTable: TableName } = given.state;
    const s3 = await storageClient(cloud, { region: "us-east-1" });
    const credentials = { accessKeyId: "embedded", secretAccessKey: "embedded" };
    const tables = new DynamoDBClient({ region: "us-east-1", endpoint: moto.endpoint, credentials });
    await s3.send(new CreateBucketCommand({ Bucket }));
    await tables.send(
      new CreateTableCommand({
        TableName,
        BillingMode: "PAY_PER_REQUEST",
        KeySchema: [{ AttributeName: "LockID", KeyType: "HASH" }],
        AttributeDefinitions: [{ AttributeName: "LockID", AttributeType: "S" }],
      }),
    );
    expect((await run(STATE)).map(([answer]) => answer)).toEqual(["passes", "passes", "passes", "passes"]);
    expect((await s3.send(new ListObjectVersionsCommand({ Bucket }))).Versions).toBeUndefined();
    expect((await tables.send(new ScanCommand({ TableName }))).Count).toBe(0);

    const { ETag } = await s3.send(new PutObjectCommand({ Bucket, Key: `${key}.tflock`, Body: "held" }));
    expect((await run(STATE)).map(([answer]) => answer)).toEqual(["passes", "passes", "passes", "passes"]);
    const { Versions = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket }));
    expect(Versions.map((version) => version.ETag)).toEqual([ETag]);
    s3.destroy();
    tables.destroy();
  });

  test("an AWS that does not answer: the clock fails, the rest is unknown", async () => {
    const place = {
      region: "us-east-1",
      partition: "aws",
      accountId: "012345678901",
      session: given.session,
    };
    const nowhere = {
      ...cloud,
      environment: { ...cloud.environment, AWS_ENDPOINT_URL: "http://127.0.0.1:9" },
    };
    const report = await runPreflight({ ...given, ...openAws({ cloud: nowhere, ...place }) }, [
      CLOCK,
      ROLE,
      REGIONS_ENABLED,
    ]);
    expect(report.checks.map(({ answer }) => answer)).toEqual(["fails", "unknown", "unknown"]);
  });

  test("an error of AWS has its name and the question", async () => {
    const refused = given.own.query("ec2", "us-east-1", "DescribeVpcs", { "VpcId.1": "vpc-none" });
    await expect(refused).rejects.toEqual(expect.any(AwsError));
    await expect(refused).rejects.toMatchObject({
      action: "ec2:DescribeVpcs",
      code: "InvalidVpcID.NotFound",
    });
  });
});
