import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { type StateLocation } from "@tagform/deployment";
import { offeredTools } from "@tagform/testing";
import { type ProviderSource, run, type RunResult, terraformEnvironment } from "@tagform/toolchain";

import { cloudFor } from "./cloud-for";
import { callEmbeddedAws } from "./embedded/aws-call";
import { EmbeddedAws } from "./embedded/embedded-aws";
import { createStateBackend } from "./embedded/state-backend";
import { REAL_WORKLOAD } from "./fixtures/real-workload";
import { checkoutOf, installed, onPath, testWith } from "./on-this-machine";

const checkout = checkoutOf(__dirname);
const path = process.env["PATH"] ?? "";
const terraform = onPath(checkout, "terraform", path);
const moto = installed(checkout, "moto_server");
const { providerMirror } = offeredTools(checkout);
const needed = { "moto_server in .tagform/venv": moto, terraform };
const testTerraform = testWith(needed);
const testProvider = testWith({
  ...needed,
  "a real AWS provider": providerMirror,
});

let directory: string;
let aws: EmbeddedAws;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "terraform-"));
  if (moto !== undefined) aws = await EmbeddedAws.start({ tool: { path: moto }, path, directory });
}, 60_000);

afterAll(async () => {
  if (moto !== undefined) await aws.stop();
  await rm(directory, { recursive: true, force: true });
});

const location = (key: string, region: StateLocation["region"] = "us-east-1"): StateLocation => ({
  bucket: `states-${region}`,
  key: `${key}/terraform.tfstate`,
  lockTable: "locks",
  region,
});

const backend = ({ bucket, key, lockTable, region }: StateLocation): string => `
  backend "s3" {
    bucket         = "${bucket}"
    key            = "${key}"
    region         = "${region}"
    encrypt        = true
    use_lockfile   = true
    dynamodb_table = "${lockTable}"
  }`;

/** A folder with the configuration and what the cloud lays beside it, and terraform to run there. */
async function workspace(
  name: string,
  configuration: string,
  provider: ProviderSource,
): Promise<(...args: string[]) => Promise<RunResult>> {
  const folder = join(directory, name);
  const cloud = cloudFor(aws, provider);
  await mkdir(folder);
  await writeFile(join(folder, "main.tf"), configuration);
  for (const [file, text] of Object.entries(cloud.overrides)) await writeFile(join(folder, file), text);
  const env = await terraformEnvironment({
    env: { PATH: path, HOME: directory },
    additions: cloud.environment,
    provider,
    folder: join(directory, "settings", name),
  });
  const terraformIn = (...args: string[]): Promise<RunResult> =>
    run(terraform!, [...args, "-no-color"], { cwd: folder, env, ownGroup: true });
  const settings = Object.entries(cloud.backendConfig).map(
    ([key, value]) => `-backend-config=${key}=${value}`,
  );
  const init = await terraformIn("init", "-input=false", ...settings);
  expect(init.stderr).toBe("");
  return terraformIn;
}

testTerraform(
  "terraform keeps its state in the embedded bucket, and both kinds of lock hold",
  async () => {
    const at = location("backend", "eu-central-1");
    await createStateBackend(aws.endpoint, at);
    await createStateBackend(aws.endpoint, at);
    const configuration = `terraform {${backend(at)}\n}\nresource "terraform_data" "a" { input = "x" }\n`;
    const inFolder = await workspace("backend", configuration, { kind: "rehearsal", directory });
    const applied = await inFolder("apply", "-auto-approve", "-input=false");
    expect(applied.stdout).toContain("Resources: 1 added");
    expect((await inFolder("plan", "-detailed-exitcode", "-input=false")).exitCode).toBe(0);
    const s3 = { service: "s3", region: at.region, method: "GET" } as const;
    const versions = await callEmbeddedAws(aws.endpoint, { ...s3, path: `/${at.bucket}?versions=` });
    expect(versions.body).toContain(`<Key>${at.key}</Key>`);
    expect(versions.body).toContain("<VersionId>");

    for (const hold of [putLockFile, putLockItem]) {
      await hold(at);
      const locked = await inFolder("plan", "-input=false", "-lock-timeout=0s");
      expect(locked.stderr).toContain("Error acquiring the state lock");
      expect(locked.stderr).toContain("somebody@elsewhere");
      await inFolder("force-unlock", "-force", LOCK_ID);
    }
  },
  90_000,
);

const LOCK_ID = "11111111-2222-3333-4444-555555555555";
const lockInfo = (at: StateLocation): string =>
  JSON.stringify({
    ID: LOCK_ID,
    Operation: "OperationTypeApply",
    Who: "somebody@elsewhere",
    Version: "1.11.4",
    Created: "2026-01-01T00:00:00Z",
    Path: `${at.bucket}/${at.key}`,
    Info: "",
  });

async function putLockFile(at: StateLocation): Promise<void> {
  const path = `/${at.bucket}/${at.key}.tflock`;
  const call = { service: "s3", region: at.region, method: "PUT", path, body: lockInfo(at) } as const;
  expect((await callEmbeddedAws(aws.endpoint, call)).status).toBe(200);
}

async function putLockItem(at: StateLocation): Promise<void> {
  const gone = {
    service: "s3",
    region: at.region,
    method: "DELETE",
    path: `/${at.bucket}/${at.key}.tflock`,
  } as const;
  await callEmbeddedAws(aws.endpoint, gone);
  const { status } = await callEmbeddedAws(aws.endpoint, {
    service: "dynamodb",
    region: at.region,
    method: "POST",
    path: "/",
    headers: { "content-type": "application/x-amz-json-1.0", "x-amz-target": "DynamoDB_20120810.PutItem" },
    body: JSON.stringify({
      TableName: at.lockTable,
      Item: { LockID: { S: `${at.bucket}/${at.key}` }, Info: { S: lockInfo(at) } },
    }),
  });
  expect(status).toBe(200);
}

testProvider(
  "the real AWS provider applies network, load balancer, fleet, role and bucket, and then plans nothing",
  async () => {
    const at = location("provider");
    await createStateBackend(aws.endpoint, at);
    const mirror = providerMirror ?? "";
    const inFolder = await workspace(
      "provider",
      `terraform {${backend(at)}\n${REQUIRED}}\n${REAL_WORKLOAD}`,
      {
        kind: "mirror",
        directory: mirror,
      },
    );
    const applied = await inFolder("apply", "-auto-approve", "-input=false");
    expect(applied.stderr.split("\n").filter((line) => line.startsWith("Error"))).toEqual([]);
    // The account that InfraBuildRole was assumed in, by way of the embedded STS.
    expect(applied.stdout).toContain('account = "111122223333"');
    const again = await inFolder("plan", "-detailed-exitcode", "-input=false");
    expect(again.stdout).toContain("No changes.");
    expect(again.exitCode).toBe(0);
  },
  180_000,
);

const REQUIRED = `  required_providers {
    aws = { source = "hashicorp/aws", version = "6.25.0" }
  }
`;
