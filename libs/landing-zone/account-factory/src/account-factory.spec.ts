import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { convert, type TerraformJson } from "@tagform/hcl";
import { AFT_MODULE_SOURCE, AFT_VARIABLES } from "@tagform/landing-zone-aft";
import { standInModule } from "@tagform/landing-zone-aft/fixtures";
import { synthStack } from "@tagform/testing";
import { run } from "@tagform/toolchain";

import { AccountFactory } from "./account-factory";
import type { AccountFactoryConfig } from "./account-factory-config";
import { accountFactoryConfig, ENTERPRISE, HCP, WHOLE } from "./fixtures/account-factory";

interface Document {
  readonly module: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly provider: { readonly aws: readonly Readonly<Record<string, unknown>>[] };
  readonly data: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
}

const synth = (config: AccountFactoryConfig): Document =>
  synthStack(
    (stack) =>
      new AccountFactory(stack, "factory", {
        name: "factory",
        cell: { environment: "landing-zone", scope: "us-east-1", team: "management" },
        region: "us-east-1",
        accountId: "888888888888",
        partition: "aws",
        tags: {},
        config,
      }),
  ).json as unknown as Document;

const moduleOf = (config: AccountFactoryConfig) => {
  const [[name, block] = ["", {}], ...others] = Object.entries(synth(config).module);
  expect(others).toEqual([]);
  return { name, block };
};

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "account-factory-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/**
 * What terraform says of the module block, as the converter writes it, where the module is the stand-in. References to
 * the rest of the stack are literals here: no provider is needed.
 */
async function planned(block: Readonly<Record<string, unknown>>) {
  await mkdir(join(folder, "module"), { recursive: true });
  await writeFile(join(folder, "module", "main.tf"), standInModule({ providers: false }));
  const literal = JSON.stringify({ module: { factory: { ...block, source: "./module" } } });
  const document = JSON.parse(literal.replaceAll(/\$\{data[^}]+\}/g, "secret")) as TerraformJson;
  await writeFile(join(folder, "main.tf"), convert(document).hcl);
  const env = { PATH: process.env["PATH"] ?? "", HOME: folder, TF_CLI_CONFIG_FILE: "/dev/null" };
  const terraform = (...words: string[]) => run("terraform", [...words, "-no-color"], { cwd: folder, env });
  await terraform("init");
  const valid = await terraform("validate");
  return valid.exitCode === 0 ? await terraform("plan") : valid;
}

test.each(Object.entries({ ...WHOLE, "as little as possible": accountFactoryConfig() }))(
  "terraform takes the module block by names, types and validations: %s",
  async (_, config) => {
    const { stderr, exitCode } = await planned(moduleOf(config).block);
    expect([stderr, exitCode]).toEqual(["", 0]);
  },
);

test.each<[what: string, wrong: Readonly<Record<string, unknown>>, message: string]>([
  [
    "a variable that the module has not",
    { aft_regions: ["us-east-1"] },
    'argument named "aft_regions" is not expected',
  ],
  ["a value of another type", { aft_enable_vpc: "perhaps" }, "a bool is required"],
  [
    "a value that the module refuses",
    { global_codebuild_timeout: 481 },
    "global_codebuild_timeout is not valid",
  ],
  [
    "an account id without its leading zero",
    { audit_account_id: "1010101010" },
    "audit_account_id is not valid",
  ],
  ["a required variable that is missing", { ct_home_region: undefined }, '"ct_home_region" is required'],
])("terraform refuses %s", async (_, wrong, message) => {
  const { stderr } = await planned({ ...moduleOf(accountFactoryConfig()).block, ...wrong });
  expect(stderr.replaceAll(/\s+/g, " ")).toContain(message);
});

test("every variable of the module can be said in the data", () => {
  const said = Object.values(WHOLE).flatMap((config) => Object.keys(moduleOf(config).block));
  expect(Object.keys(AFT_VARIABLES).filter((name) => !said.includes(name))).toEqual([]);
});

test("the module comes from a commit, has the name of AWS's examples, and gets no providers: it has its own", () => {
  const { name, block } = moduleOf(accountFactoryConfig());
  expect(name).toBe("aft");
  expect(block["source"]).toBe(AFT_MODULE_SOURCE);
  expect(Object.keys(block)).not.toEqual(
    expect.arrayContaining(["providers", "count", "depends_on", "version"]),
  );
});

test("what the data leaves out is the module's default, but for reports to AWS, which are off", () => {
  const { block } = moduleOf(accountFactoryConfig());
  expect(
    Object.keys(block)
      .filter((key) => key !== "//")
      .sort(),
  ).toEqual([
    "account_customizations_repo_name",
    "account_provisioning_customizations_repo_name",
    "account_request_repo_name",
    "aft_enable_vpc",
    "aft_management_account_id",
    "aft_metrics_reporting",
    "audit_account_id",
    "ct_home_region",
    "ct_management_account_id",
    "global_customizations_repo_name",
    "log_archive_account_id",
    "source",
    "terraform_distribution",
    "terraform_version",
    "vcs_provider",
  ]);
  expect(block).toMatchObject({ aft_metrics_reporting: false, aft_enable_vpc: false });
});

test("whoever deploys it is asked first, without a role, and has to be in the management account", () => {
  const { provider, data } = synth(accountFactoryConfig());
  expect(provider.aws).toContainEqual({
    alias: "administrator",
    region: "us-east-1",
    allowed_account_ids: ["888888888888"],
  });
  expect(Object.values(data["aws_caller_identity"] ?? {})).toMatchObject([{ provider: "aws.administrator" }]);
});

test("a token of HCP Terraform or Enterprise is read where it is kept, and is in no data", () => {
  for (const terraform of [HCP, ENTERPRISE]) {
    const config = accountFactoryConfig({ terraform });
    expect(Object.values(synth(config).data["aws_secretsmanager_secret_version"] ?? {})).toMatchObject([
      { provider: "aws.administrator", secret_id: "tokenSecretArn" in terraform && terraform.tokenSecretArn },
    ]);
    expect(moduleOf(config).block["terraform_token"]).toMatch(
      /^\$\{data\.aws_secretsmanager_secret_version\.[\w-]+\.secret_string\}$/,
    );
  }
});
