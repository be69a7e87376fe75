import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { run } from "@tagform/toolchain";

import { accountRequest, NASTY_TEXTS, units } from "../fixtures/account-request";
import { renderJinja } from "../fixtures/render-jinja";
import { aftRequestItem, aftRequestItemText } from "../request-item";
import { aftRepositories } from "./aft-repositories";
import { checkFactoryFields } from "./check-factory-fields";

const REQUEST = "aft-account-request/terraform";
const nasty = accountRequest({
  name: 'R&D <"Zürich">',
  email: "aws+nasty@example.com",
  tags: { ...NASTY_TEXTS },
  customFields: { vpc_cidr: "10.0.0.0/20", ...NASTY_TEXTS },
  change: { requestedBy: "O'Brien ${x}", reason: 'because "why"\nnot %{ if }' },
  customizations: "web",
});
const requests = { "research-dev": accountRequest(), nasty };
const files = (own = requests) =>
  aftRepositories({
    organization: { units },
    requests: own,
    customizations: { root: "locals {}\n", accountRoles: "locals {}\n" },
  });
const fileOf = (path: string): string => files().get(path) ?? "";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "aft-repositories-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const terraform = (cwd: string, words: readonly string[], input?: string) =>
  run("terraform", [...words], {
    cwd,
    env: { PATH: process.env["PATH"] ?? "", HOME: folder, TF_CLI_CONFIG_FILE: "/dev/null" },
    ...(input === undefined ? {} : { input }),
  });

test("four repositories, each with what AFT's builds look for", () => {
  expect([...files().keys()]).toEqual([
    "aft-account-customizations/README.md",
    "aft-account-customizations/web/api_helpers/post-api-helpers.sh",
    "aft-account-customizations/web/api_helpers/pre-api-helpers.sh",
    "aft-account-customizations/web/api_helpers/python/requirements.txt",
    "aft-account-customizations/web/terraform/aft-providers.jinja",
    "aft-account-customizations/web/terraform/backend.jinja",
    "aft-account-provisioning-customizations/README.md",
    "aft-account-provisioning-customizations/terraform/aft-providers.jinja",
    "aft-account-provisioning-customizations/terraform/backend.jinja",
    "aft-account-provisioning-customizations/terraform/states.tf",
    "aft-account-request/README.md",
    "aft-account-request/terraform/account-nasty.tf",
    "aft-account-request/terraform/account-research-dev.tf",
    "aft-account-request/terraform/aft-providers.jinja",
    "aft-account-request/terraform/backend.jinja",
    "aft-account-request/terraform/modules/aft-account-request/ddb.tf",
    "aft-account-request/terraform/modules/aft-account-request/variables.tf",
    "aft-account-request/terraform/modules/aft-account-request/versions.tf",
    "aft-global-customizations/README.md",
    "aft-global-customizations/api_helpers/post-api-helpers.sh",
    "aft-global-customizations/api_helpers/pre-api-helpers.sh",
    "aft-global-customizations/api_helpers/python/requirements.txt",
    "aft-global-customizations/terraform/account-roles/main.tf",
    "aft-global-customizations/terraform/aft-providers.jinja",
    "aft-global-customizations/terraform/backend.jinja",
    "aft-global-customizations/terraform/main.tf",
  ]);
});

test("the order of data is no part of it", () => {
  const reversed = <T extends object>(object: T): T =>
    Object.fromEntries(Object.entries(object).reverse()) as T;
  const other = {
    nasty: {
      ...reversed(nasty),
      tags: reversed(nasty.tags),
      customFields: reversed(nasty.customFields ?? {}),
    },
    "research-dev": reversed(accountRequest()),
  };
  expect([...files(other)]).toEqual([...files()]);
});

test.each(["oss", "tfc"])(
  "all Terraform is laid out as terraform fmt does, with templates for %s",
  async (distribution) => {
    const given = {
      ...{ tf_distribution_type: distribution, provider_region: "us-east-1", region: "us-east-1" },
      ...{
        bucket: "aft-backend-121212121212-primary-region",
        key: "k",
        dynamodb_table: "t",
        kms_key_id: "i",
      },
      ...{ aft_admin_role_arn: "a", target_admin_role_arn: "b" },
      ...{ terraform_org_name: "example", terraform_workspace_name: "w" },
    };
    for (const [path, text] of files()) {
      const file = join(folder, path.replace(/\.jinja$/, ".tf"));
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, path.endsWith(".jinja") ? renderJinja(text, given) : text);
    }
    const { stdout, stderr, exitCode } = await terraform(folder, ["fmt", "-check", "-recursive", "-diff"]);
    expect([stdout, stderr, exitCode]).toEqual(["", "", 0]);
  },
);

test.each(Object.entries(requests))(
  "terraform makes of the file of %s the item that the data means",
  async (name, request) => {
    for (const path of [
      `${REQUEST}/account-${name}.tf`,
      `${REQUEST}/modules/aft-account-request/variables.tf`,
    ]) {
      const file = join(folder, path.slice(REQUEST.length));
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, fileOf(path));
    }
    // The item itself, without its table: no provider is needed.
    const item = /item = (jsonencode\([^]*\n {2}\}\))\n/.exec(
      fileOf(`${REQUEST}/modules/aft-account-request/ddb.tf`),
    )?.[1];
    await writeFile(
      join(folder, "modules/aft-account-request/output.tf"),
      `output "item" { value = base64encode(${item ?? ""}) }\n`,
    );
    await writeFile(join(folder, "output.tf"), `output "item" { value = module.${name}.item }\n`);
    expect((await terraform(folder, ["init"])).stderr).toBe("");
    expect((await terraform(folder, ["apply", "-auto-approve"])).stderr).toBe("");
    const { stdout } = await terraform(folder, ["output", "-raw", "item"]);
    expect(Buffer.from(stdout, "base64").toString("utf8")).toBe(
      aftRequestItemText(aftRequestItem(request, { units })),
    );
  },
);

test("an account's file says where it comes from, and calls the module that AFT's documentation allows", () => {
  const text = fileOf(`${REQUEST}/account-research-dev.tf`);
  expect(text).toMatch(/^# From environments\/landing-zone\/accounts\/research-dev\.ts/);
  expect(text).toContain('module "research-dev" {\n  source = "./modules/aft-account-request"\n');
});

test.each<[fields: Readonly<Record<string, string>>, issues: string[]]>([
  [{ account: "research-dev", environment: "dev", teams: "research" }, []],
  // Its roles are made before there is AFT.
  [{ environment: "tooling" }, []],
  [
    { vpc_cidr: "10.0.0.0/20" },
    [
      "must have account, environment, teams: the account's roles are made from them, and let nobody in without",
    ],
  ],
  [
    { account: "risk-dev", environment: "landing-zone", teams: "research,risk" },
    [
      'must be the account\'s name research-dev, got "risk-dev"',
      'must be one of dev, qa, staging, prod, whose cells are in the account, got "landing-zone"',
      'must be one team, got "research,risk": give each an account',
    ],
  ],
])("custom fields %j: whose deliveries enter the account", (customFields, expected) => {
  const issues = checkFactoryFields("research-dev", accountRequest({ customFields }));
  expect(issues.map(({ message }) => message)).toEqual(expected);
});
