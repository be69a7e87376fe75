import { resolve } from "node:path";

import { AppliedAws, plannedActions } from "@tagform/testing";

import { accountCustomizations } from "./account-customizations";

const CHECKOUT = resolve(__dirname, "../../..");
const missing = AppliedAws.missing(CHECKOUT);
if (missing.length > 0) console.warn(`SKIPPED: this machine has no ${missing.join(" and no ")}`);
const testApplied = missing.length > 0 ? test.skip : test;

let aws: AppliedAws;

beforeAll(async () => {
  if (missing.length === 0) aws = await AppliedAws.start(CHECKOUT, process.env["PATH"] ?? "");
}, 60_000);

afterAll(async () => {
  if (missing.length === 0) await aws.stop();
});

const FIELDS = { account: "research-dev", environment: "dev", teams: "research" };

/** As AFT makes them of a request's custom fields. */
const parameters = {
  resource: {
    aws_ssm_parameter: Object.fromEntries(
      Object.entries(FIELDS).map(([name, value]) => [
        name,
        { name: `/aft/account-request/custom-fields/${name}`, type: "String", value },
      ]),
    ),
  },
};

testApplied(
  "the real provider makes the roles of a vended account from its custom fields, and refuses to make any without",
  async () => {
    const { region } = aws.providerSettings;
    const provider = { provider: { aws: { region, skip_metadata_api_check: "true" } } };
    const early = await aws.terraformIn("early", { ...accountCustomizations("555555555555"), ...provider });
    expect((await early("init")).stderr).toBe("");
    expect((await early("validate")).stdout).toContain("Success!");
    const refused = await early("plan");
    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toContain("/aft/account-request/custom-fields/");

    const account = await aws.terraformIn("account", { ...parameters, ...provider });
    await account("init");
    expect((await account("apply", "-auto-approve")).stderr).toBe("");

    const applied = await early("apply", "-auto-approve");
    expect([applied.stderr, applied.exitCode]).toEqual(["", 0]);
    expect(await plannedActions(early)).toEqual([]);
    const trust = await early("state", "show", "aws_iam_role.roles_build");
    expect(trust.stdout).toContain("arn:aws:iam::555555555555:role/tagform/tagform-dev-apply");
    expect(trust.stdout).toContain("landing-zone_*/research-dev/?*");
  },
);
