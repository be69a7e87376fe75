import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { convert } from "@tagform/hcl";
import {
  type DocumentWithRoles,
  mayAssume,
  type PrincipalRole,
  synthesizedRoles,
} from "@tagform/policy-evaluator";
import { run } from "@tagform/toolchain";

import { accountCustomizations } from "./account-customizations";

const TOOLING = "555555555555";
const { root, accountRoles: document } = accountCustomizations(TOOLING);

/** The document as it is in one account. */
function inAccount(facts: Readonly<Record<string, string>>): DocumentWithRoles {
  const text = JSON.stringify(document).replaceAll(/\$\{(?:local|var)\.(\w+)\}/g, (_, name: string) => {
    const fact = facts[name];
    if (fact === undefined) throw new Error(`nothing is known about ${name}`);
    return fact;
  });
  return JSON.parse(text) as DocumentWithRoles;
}

const inResearchDev = inAccount({
  account_id: "012345678901",
  partition: "aws",
  account: "research-dev",
  environment: "dev",
  teams: "research",
});

test("it is one configuration for all accounts: what differs is read in the account", () => {
  const { hcl, warnings } = convert(document);
  expect(warnings).toEqual([]);
  for (const name of ["account", "teams"]) {
    expect(hcl).toContain(`name = "/aft/account-request/custom-fields/${name}"`);
  }
  expect(convert(root).hcl).toContain('name = "/aft/account-request/custom-fields/environment"');
  expect(hcl).not.toMatch(/of-the-account|partition0|environment0|100000000001/);
  expect(hcl).toMatch(
    /"arn:\$\{local\.partition\}:iam::555555555555:role\/tagform\/tagform-\$\{var\.environment\}-apply"/,
  );
});

test("it makes the two roles and their boundary, and protects AFT's own roles, which may do everything", () => {
  const { roles, policy } = synthesizedRoles(inResearchDev);
  expect(roles.map(({ name }) => name).sort()).toEqual(["InfraBuildRole", "InfraPlanRole"]);
  const statements = [policy?.Statement ?? []].flat();
  expect(statements.find(({ Sid }) => Sid === "ItselfStays")?.Resource).toEqual(
    expect.arrayContaining([
      "arn:aws:iam::012345678901:role/AWSAFT*",
      "arn:aws:iam::012345678901:role/AWSControlTowerExecution",
    ]),
  );
});

test.each<[environment: string, team: string, enters: boolean]>([
  ["dev", "research", true],
  ["landing-zone", "research-dev", true],
  ["dev", "risk", false],
  ["prod", "research", false],
  ["landing-zone", "risk-dev", false],
])("in the account of research in dev, apply of %s/%s enters: %s", (environment, team, enters) => {
  const caller: PrincipalRole = {
    arn: `arn:aws:iam::${TOOLING}:role/tagform/tagform-${environment}-apply`,
    trust: { Version: "2012-10-17", Statement: [] },
    identity: [{ Version: "2012-10-17", Statement: { Effect: "Allow", Action: "*", Resource: "*" } }],
    boundary: undefined,
  };
  const build = synthesizedRoles(inResearchDev).roles.find(({ name }) => name === "InfraBuildRole");
  if (build === undefined) throw new Error("there is no InfraBuildRole");
  const role = { ...build, arn: "arn:aws:iam::012345678901:role/InfraBuildRole", boundary: undefined };
  const tags = {
    ...{ environment, scope: "global", team, tag: `${environment}_global/${team}/1.0` },
    commit: "1".repeat(40),
  };
  expect(mayAssume(caller, role, { name: "INFRA_BUILD", tags })).toBe(enters);
});

test("names in the states of vended accounts stay as they are", () => {
  const { resource } = document as { resource?: Record<string, Record<string, unknown>> };
  const addresses = Object.entries(resource ?? {}).flatMap(([type, named]) =>
    Object.keys(named).map((name) => `${type}.${name}`),
  );
  expect(addresses.sort()).toEqual([
    "aws_iam_policy.roles_boundary",
    "aws_iam_role.roles_build",
    "aws_iam_role.roles_plan",
    "aws_iam_role_policy.roles_build_permissions",
    "aws_iam_role_policy.roles_plan_denials",
    "aws_iam_role_policy_attachment.roles_plan_reads",
  ]);
});

test("it is laid out as terraform fmt does", async () => {
  const folder = await mkdtemp(join(tmpdir(), "customizations-"));
  try {
    await writeFile(join(folder, "main.tf"), convert(root).hcl);
    await writeFile(join(folder, "account-roles.tf"), convert(document).hcl);
    const env = { PATH: process.env["PATH"] ?? "", HOME: folder };
    const { stdout, exitCode } = await run("terraform", ["fmt", "-check", "-diff"], { cwd: folder, env });
    expect([stdout, exitCode]).toEqual(["", 0]);
  } finally {
    await rm(folder, { recursive: true });
  }
});
