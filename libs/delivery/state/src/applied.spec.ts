import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { offeredTools, synthStack } from "@tagform/testing";
import { run, terraformEnvironment } from "@tagform/toolchain";

import { EnvironmentState, type EnvironmentStateProps } from "./environment-state";
import { installed, Moto } from "./fixtures/moto";

const CHECKOUT = resolve(__dirname, "../../../..");
const PATH = process.env["PATH"] ?? "";
const moto = installed(CHECKOUT, "moto_server");
const { providerMirror } = offeredTools(CHECKOUT);
const missing = [
  ...(moto === undefined ? ["moto_server"] : []),
  ...(providerMirror === undefined ? ["real AWS provider"] : []),
];
if (missing.length > 0) console.warn(`SKIPPED: this machine has no ${missing.join(" and no ")}`);
const testApplied = missing.length > 0 ? test.skip : test;

let directory: string;
let aws: Moto;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "state-"));
  if (missing.length === 0) aws = await Moto.start(moto!, PATH, directory);
}, 60_000);

afterAll(async () => {
  if (missing.length === 0) await aws.stop();
  await rm(directory, { recursive: true, force: true });
});

/** A folder with a configuration, and terraform to run there against the embedded AWS. */
async function terraformIn(name: string, configuration: unknown) {
  const folder = join(directory, name);
  await mkdir(folder);
  await writeFile(join(folder, "main.tf.json"), JSON.stringify(configuration));
  const env = await terraformEnvironment({
    env: { PATH, HOME: directory },
    additions: {
      TF_INPUT: "0",
      AWS_ENDPOINT_URL: aws.endpoint,
      AWS_ACCESS_KEY_ID: "REHEARSALNOTREAL0000",
      AWS_SECRET_ACCESS_KEY: "none",
      AWS_EC2_METADATA_DISABLED: "true",
    },
    provider: { kind: "mirror", directory: providerMirror! },
    folder: join(directory, "settings", name),
  });
  return async (...args: string[]) =>
    run("terraform", [...args, "-no-color"], { cwd: folder, env, ownGroup: true });
}

const storeOf = (overrides: Partial<EnvironmentStateProps> = {}) =>
  synthStack((stack) => {
    new AwsProvider(stack, "aws", {
      region: "us-east-1",
      s3UsePathStyle: true,
      skipMetadataApiCheck: "true",
      maxRetries: 2,
      // For S3 Control it puts the account before the host's name, which nobody can resolve.
      httpProxy: aws.endpoint,
      httpsProxy: aws.endpoint,
      noProxy: "127.0.0.1",
    });
    new EnvironmentState(stack, "state", {
      environment: "dev",
      tfBackendConfigPrefix: "acme",
      layout: "central",
      region: "us-east-1",
      accountId: "123456789012",
      partition: "aws",
      logRetentionDays: 400,
      replicaRegion: "us-west-2",
      users: [
        { roleArn: "arn:aws:iam::123456789012:role/plan", step: "plan" },
        { roleArn: "arn:aws:iam::123456789012:role/apply", step: "apply" },
      ],
      ...overrides,
    });
  }).json;

/** Without what moto 5.2.5 forgets of a lifecycle, on which the provider waits; with a state in the folder. */
function forMoto(document: ReturnType<typeof storeOf>): unknown {
  const without = (key: string, value: unknown): unknown =>
    key === "newer_noncurrent_versions" ? undefined : value;
  const configuration = JSON.parse(JSON.stringify(document, without)) as { terraform: { backend: object } };
  configuration.terraform.backend = { local: { path: "terraform.tfstate" } };
  return configuration;
}

const inStore = {
  terraform: {
    backend: {
      s3: {
        bucket: "acme-dev",
        key: "research/dev-us-east-1/terraform.tfstate",
        region: "us-east-1",
        dynamodb_table: "acme-lock-dev",
        use_lockfile: true,
        use_path_style: true,
      },
    },
  },
  resource: { terraform_data: { one: { input: "x" } } },
};

/** What terraform would do to resources: `update`, `create`. */
async function actionsOf(terraform: Awaited<ReturnType<typeof terraformIn>>): Promise<string[]> {
  const { stdout } = await terraform("plan", "-json");
  const planned = stdout.split("\n").filter((line) => line.includes('"planned_change"'));
  expect(stdout).toContain('"change_summary"');
  return planned.map((line) => (JSON.parse(line) as { change: { action: string } }).change.action);
}

testApplied(
  "the real AWS provider applies the store, then would create and replace nothing; Terraform keeps and locks a state in it; nobody destroys it",
  async () => {
    const store = await terraformIn("store", forMoto(storeOf()));
    expect((await store("init")).stderr).toBe("");
    expect((await store("validate")).stdout).toContain("Success!");
    const applied = await store("apply", "-auto-approve");
    expect(applied.stderr).toBe("");
    // moto 5.2.5 forgets a key's rotation period, the names of access logs and parts of a replication.
    expect(new Set(await actionsOf(store))).toEqual(new Set(["read", "update"]));

    await aws.dropBucketPolicy("acme-dev");
    const cell = await terraformIn("cell", inStore);
    expect((await cell("init")).stderr).toBe("");
    const kept = await cell("apply", "-auto-approve");
    expect([kept.stderr, kept.exitCode]).toEqual(["", 0]);
    expect((await cell("state", "list")).stdout).toContain("terraform_data.one");

    const destroyed = await store("destroy", "-auto-approve");
    expect(destroyed.stderr).toContain("lifecycle.prevent_destroy");
    expect((await store("state", "list")).stdout).toContain("aws_s3_bucket.");
  },
  300_000,
);
