import { resolve } from "node:path";

import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { type AppliedAws, forMoto, plannedActions, synthStack, withAppliedAws } from "@tagform/testing";

import { EnvironmentState, type EnvironmentStateProps } from "./environment-state";

const CHECKOUT = resolve(__dirname, "../../../..");
let aws: AppliedAws;
const testApplied = withAppliedAws(CHECKOUT, process.env["PATH"] ?? "", (started) => (aws = started));

const storeOf = (overrides: Partial<EnvironmentStateProps> = {}) =>
  synthStack((stack) => {
    new AwsProvider(stack, "aws", aws.providerSettings);
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

testApplied(
  "the real AWS provider applies the store, then would create and replace nothing; Terraform keeps and locks a state in it; nobody destroys it",
  async () => {
    const store = await aws.terraformIn("store", forMoto(storeOf()));
    expect((await store("init")).stderr).toBe("");
    expect((await store("validate")).stdout).toContain("Success!");
    const applied = await store("apply", "-auto-approve");
    expect(applied.stderr).toBe("");
    // moto 5.2.5 forgets a key's rotation period, the names of access logs and parts of a replication.
    expect(new Set(await plannedActions(store))).toEqual(new Set(["read", "update"]));

    await aws.moto.dropBucketPolicy("acme-dev");
    const cell = await aws.terraformIn("cell", inStore);
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
