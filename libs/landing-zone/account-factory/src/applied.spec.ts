import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { convert, type TerraformJson } from "@tagform/hcl";
import { standInModule } from "@tagform/landing-zone-aft/fixtures";
import { type AppliedAws, synthStack, withAppliedAws } from "@tagform/testing";
import { findTool, isMissing, runCheckov, runTflint, type ToolName } from "@tagform/toolchain";

import { AccountFactory } from "./account-factory";
import { accountFactoryConfig } from "./fixtures/account-factory";

const CHECKOUT = resolve(__dirname, "../../../..");
const PATH = process.env["PATH"] ?? "";
let aws: AppliedAws;
const testApplied = withAppliedAws(CHECKOUT, PATH, (started) => (aws = started));
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "account-factory-"));
  await writeFile(join(folder, "main.tf"), standInModule({ providers: true }));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** Of an organization whose management account is the one that the embedded AWS says everybody is in, or another. */
const synth = (management: string) => {
  const { organization } = accountFactoryConfig();
  const accounts = { ...organization.accounts, management };
  return synthStack((stack) => {
    new AwsProvider(stack, "aws", aws.providerSettings);
    new AccountFactory(stack, "factory", {
      name: "factory",
      cell: { environment: "landing-zone", scope: "us-east-1", team: "management" },
      region: "us-east-1",
      accountId: management,
      partition: "aws",
      tags: {},
      config: accountFactoryConfig({ organization: { ...organization, accounts } }),
    });
  }).json;
};

/** The stack with the stand-in, which has providers of its own as AFT's module has, in place of the module. */
function withStandIn(document: object): object {
  const copy = JSON.parse(JSON.stringify(document)) as { module: Record<string, { source: string }> };
  for (const block of Object.values(copy.module)) block.source = folder;
  return copy;
}

testApplied("the real provider plans it for the management account, and for nobody else", async () => {
  const right = await aws.terraformIn("right", withStandIn(synth("123456789012")));
  expect((await right("init")).stderr).toBe("");
  expect((await right("validate")).stdout).toContain("Success!");
  const planned = await right("plan");
  expect([planned.stderr, planned.exitCode]).toEqual(["", 0]);

  const wrong = await aws.terraformIn("wrong", withStandIn(synth("888888888888")));
  expect((await wrong("init")).stderr).toBe("");
  const refused = await wrong("plan");
  expect(refused.exitCode).toBe(1);
  expect(refused.stderr).toMatch(/AWS account ID not allowed: 123456789012/);
});

testApplied("tflint and checkov find nothing: the source is a commit", async () => {
  const tool = async (name: ToolName) => {
    const found = await findTool(name, { root: CHECKOUT, path: PATH });
    if (isMissing(found)) throw new Error(found.problem);
    return found;
  };
  const directory = await mkdtemp(join(folder, "scanned-"));
  const { module, data } = synth("888888888888") as unknown as TerraformJson;
  const { hcl } = convert({ ...(module && { module }), ...(data && { data }) });
  await writeFile(join(directory, "cdk.tf"), hcl);
  const env = { PATH, HOME: folder };
  const config = join(CHECKOUT, ".tflint.hcl");
  const linted = await runTflint({ tool: await tool("tflint"), directory, config, env });
  expect(linted.filter(({ rule }) => rule.startsWith("terraform_module"))).toEqual([]);
  const scanned = await runCheckov({ tool: await tool("checkov"), directory, env });
  // CKV_TF_1 and CKV_TF_2.
  expect(scanned).toMatchObject({ findings: [], passed: 2, skipped: [] });
});
