import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { type AppliedAws, plannedActions, withAppliedAws } from "@tagform/testing";

import { accountCustomizations } from "./account-customizations";

const CHECKOUT = resolve(__dirname, "../../..");
let aws: AppliedAws;
const testApplied = withAppliedAws(CHECKOUT, process.env["PATH"] ?? "", (started) => (aws = started));

/** Parameters as AFT makes them of a request's custom fields. */
const parameters = (fields: Readonly<Record<string, string>>) => ({
  resource: {
    aws_ssm_parameter: Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [
        name,
        { name: `/aft/account-request/custom-fields/${name}`, type: "String", value, overwrite: true },
      ]),
    ),
  },
});

testApplied(
  "the real provider makes the roles of a vended account from its custom fields, refuses to make any without, and leaves the tooling account's alone",
  async () => {
    const { region } = aws.providerSettings;
    const provider = { provider: { aws: { region, skip_metadata_api_check: "true" } } };
    const { root, accountRoles } = accountCustomizations("555555555555");
    const module = await mkdtemp(join(tmpdir(), "account-roles-"));
    await writeFile(join(module, "main.tf.json"), JSON.stringify(accountRoles));
    const called = JSON.parse(JSON.stringify(root).replace("./account-roles", module)) as object;
    const customizations = await aws.terraformIn("customizations", { ...called, ...provider });
    expect((await customizations("init")).stderr).toBe("");
    expect((await customizations("validate")).stdout).toContain("Success!");
    const refused = await customizations("plan");
    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toContain("/aft/account-request/custom-fields/");

    const fields = { account: "research-dev", environment: "dev", teams: "research" };
    const account = await aws.terraformIn("account", { ...parameters(fields), ...provider });
    await account("init");
    expect((await account("apply", "-auto-approve")).stderr).toBe("");
    const applied = await customizations("apply", "-auto-approve");
    expect([applied.stderr, applied.exitCode]).toEqual(["", 0]);
    expect(await plannedActions(customizations)).toEqual([]);
    const trust = await customizations("state", "show", "module.account_roles[0].aws_iam_role.roles_build");
    expect(trust.stdout).toContain("arn:aws:iam::555555555555:role/tagform/tagform-dev-apply");
    expect(trust.stdout).toContain("landing-zone_*/research-dev/?*");

    const ofTooling = { account: "tooling", environment: "tooling", teams: "none" };
    const tooling = await aws.terraformIn("tooling", { ...parameters(ofTooling), ...provider });
    await tooling("init");
    expect((await tooling("apply", "-auto-approve")).stderr).toBe("");
    const other = await aws.terraformIn("other", { ...called, ...provider });
    await other("init");
    expect(await plannedActions(other)).toEqual([]);
    await rm(module, { recursive: true });
  },
);
