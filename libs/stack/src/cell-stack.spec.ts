import { readFileSync } from "node:fs";
import { join } from "node:path";

import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { INFRA_BUILD_ROLE, infraBuildRoleArn } from "@tagform/deployment";
import { SCHEMA_PROVIDER_VERSION } from "@tagform/hcl";
import { Construct, RootConstruct } from "constructs";

import { CellStack, type CellStackProps } from "./cell-stack";
import { cellTags } from "./cell-tags";
import { PROVIDER_VERSION } from "./pinned-versions";

const cell = { environment: "dev", scope: "eu-central-1", team: "research" } as const;

const stack = (overrides: Partial<CellStackProps["state"]> = {}) =>
  new CellStack(new RootConstruct(), {
    resolved: { cell, accountId: "012345678901", providerRegion: "eu-central-1", partition: "aws" },
    tags: cellTags(cell, "tagform"),
    state: {
      bucket: "acme-dev",
      key: "research/dev-eu-central-1/terraform.tfstate",
      lockTable: "acme-lock-dev",
      region: "us-east-1",
      locks: ["s3", "dynamodb"],
      ...overrides,
    },
  });

interface Document {
  readonly provider: { readonly aws: readonly Readonly<Record<string, unknown>>[] };
  readonly terraform: { readonly backend: { readonly s3: object } };
  readonly variable: object;
}

const documentOf = (cellStack: CellStack) => cellStack.toTerraform() as Document;
const provider = () => documentOf(stack()).provider.aws[0];
const backend = (overrides: Partial<CellStackProps["state"]>) =>
  documentOf(stack(overrides)).terraform.backend.s3;

test("the provider works in the cell's Region and account, and in no other account", () => {
  expect(provider()).toMatchObject({ region: "eu-central-1", allowed_account_ids: ["012345678901"] });
});

test("the provider assumes InfraBuildRole, whose name and session tags come from outside", () => {
  const [role] = provider()?.assume_role as { role_arn: string }[];
  expect(role).toMatchObject({ session_name: "INFRA_BUILD", tags: "${var.session.tags}" });
  expect(role?.role_arn.replace("${var.session.role_name}", INFRA_BUILD_ROLE)).toBe(
    infraBuildRoleArn("012345678901"),
  );
});

test("the session is ephemeral and has a default, so that a laptop needs no flag", () => {
  expect(documentOf(stack()).variable).toEqual({
    session: expect.objectContaining({
      ephemeral: true,
      default: { role_name: "InfraBuildRole", tags: {} },
      type: "object({ role_name = string, tags = map(string) })",
    }),
  });
});

test("everything is tagged with its owner and its repository, and with nothing that changes by itself", () => {
  expect(provider()?.default_tags).toEqual([
    {
      tags: {
        environment: "dev",
        scope: "eu-central-1",
        team: "research",
        repository: "tagform",
        "managed-by": "tagform",
      },
    },
  ]);
});

test("the state lies where the build runs, not where the cell is", () => {
  expect(backend({})).toMatchObject({
    bucket: "acme-dev",
    key: "research/dev-eu-central-1/terraform.tfstate",
    region: "us-east-1",
  });
});

test("both kinds of lock can be switched on and off", () => {
  expect(backend({ locks: ["s3", "dynamodb"] })).toMatchObject({
    use_lockfile: true,
    dynamodb_table: "acme-lock-dev",
  });
  expect(backend({ locks: ["s3"] })).not.toHaveProperty("dynamodb_table");
  expect(backend({ locks: ["dynamodb"] })).not.toHaveProperty("use_lockfile");
});

test("a key of its own may encrypt the state, else that of the bucket does", () => {
  const kmsKeyArn = "arn:aws:kms:us-east-1:012345678901:key/1";
  expect(backend({ kmsKeyArn })).toMatchObject({ encrypt: true, kms_key_id: kmsKeyArn });
  expect(backend({})).not.toHaveProperty("kms_key_id");
  expect(backend({})).not.toHaveProperty("encrypt");
});

test("one version of the provider is pinned in bindings, block schema, stack and lock file", () => {
  const lockFile = readFileSync(join(__dirname, "../terraform.lock.hcl"), "utf8");
  const bindings = new AwsProvider(stack(), "bindings", { alias: "spec" }).terraformGeneratorMetadata;
  expect(bindings?.providerVersion).toBe(PROVIDER_VERSION);
  expect(SCHEMA_PROVIDER_VERSION).toBe(PROVIDER_VERSION);
  expect(lockFile).toContain(`version     = "${PROVIDER_VERSION}"`);
  expect(documentOf(stack()).terraform).toMatchObject({
    required_version: ">= 1.10.0",
    required_providers: { aws: { source: "hashicorp/aws", version: PROVIDER_VERSION } },
  });
});

test("names in Terraform are the ids on the way to the construct", () => {
  const root = stack();
  const vpc = new Vpc(new Construct(root, "front-door"), "vpc", { cidrBlock: "10.0.0.0/16" });
  expect(vpc.friendlyUniqueId).toBe("front_door_vpc");
});

test("two constructs cannot get the same name in Terraform", () => {
  const root = stack();
  const first = new Vpc(new Construct(root, "front"), "door-vpc", { cidrBlock: "10.0.0.0/16" });
  const second = new Vpc(new Construct(root, "front-door"), "vpc", { cidrBlock: "10.0.0.0/16" });
  expect(() => [first.friendlyUniqueId, second.friendlyUniqueId]).toThrow(
    "constructs dev-eu-central-1-research/front/door-vpc and dev-eu-central-1-research/front-door/vpc " +
      'would both be "front_door_vpc" in Terraform: rename one',
  );
});
