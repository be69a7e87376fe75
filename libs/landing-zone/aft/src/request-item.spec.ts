import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { run } from "@tagform/toolchain";

import { accountRequest, NASTY_TEXTS, units } from "./fixtures/account-request";
import { managedOrganizationalUnit } from "./managed-unit";
import { aftRequestItem, aftRequestItemText, marshallAftRequestItem } from "./request-item";
import { terraformJson } from "./terraform-json";

const itemOf = (overrides: Parameters<typeof accountRequest>[0] = {}) =>
  aftRequestItem(accountRequest(overrides), { units });

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "aft-request-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What terraform itself makes of an expression, its values given as data. */
async function evaluated(expression: string, values: object): Promise<unknown> {
  await writeFile(join(folder, "values.json"), JSON.stringify(values));
  await writeFile(join(folder, "main.tf"), 'locals { values = jsondecode(file("values.json")) }\n');
  const { stdout, stderr, exitCode } = await run("terraform", ["console"], {
    cwd: folder,
    env: { PATH: process.env["PATH"] ?? "", HOME: folder, TF_CLI_CONFIG_FILE: "/dev/null" },
    // Encoded twice, because the console shows a text with escapes of its own.
    input: `base64encode(${expression.replaceAll(/\s+/g, " ")})\n`,
  });
  expect([stderr, exitCode]).toEqual(["", 0]);
  return Buffer.from(stdout.trim().slice(1, -1), "base64").toString("utf8");
}

test("texts are encoded byte for byte as terraform's jsonencode does", async () => {
  expect(await evaluated("jsonencode(local.values)", NASTY_TEXTS)).toBe(terraformJson(NASTY_TEXTS));
});

test("an item is, byte for byte, what terraform makes of the request module's documented attributes", async () => {
  const request = accountRequest({
    name: `R&D <"Zürich">`,
    email: "aws+r&d@example.com",
    tags: { ...NASTY_TEXTS },
    customFields: { vpc_cidr: "10.0.0.0/20", ...NASTY_TEXTS },
    change: { requestedBy: "O'Brien & Söhne", reason: 'because "why"\nnot' },
    customizations: "research-dev",
  });
  const expression = `jsonencode({
    id = { S = local.values.email },
    control_tower_parameters = { M = {
      AccountEmail = { S = local.values.email }, AccountName = { S = local.values.name },
      ManagedOrganizationalUnit = { S = "Dev (ou-ab12-00000003)" },
      SSOUserEmail = { S = local.values.ssoUser.email },
      SSOUserFirstName = { S = local.values.ssoUser.firstName },
      SSOUserLastName = { S = local.values.ssoUser.lastName } } },
    change_management_parameters = { M = {
      change_requested_by = { S = local.values.change.requestedBy },
      change_reason = { S = local.values.change.reason } } },
    account_tags = { S = jsonencode(tomap(local.values.tags)) },
    custom_fields = { S = jsonencode(tomap(local.values.customFields)) },
    account_customizations_name = { S = local.values.customizations }
  })`;
  expect(await evaluated(expression, request)).toBe(aftRequestItemText(aftRequestItem(request, { units })));
});

test("its key is the email address, and what is not asked for is empty, not absent", () => {
  expect(itemOf()).toEqual({
    id: "aws+research-dev@example.com",
    control_tower_parameters: {
      AccountEmail: "aws+research-dev@example.com",
      AccountName: "research-dev",
      ManagedOrganizationalUnit: "Dev (ou-ab12-00000003)",
      SSOUserEmail: "platform@example.com",
      SSOUserFirstName: "Platform",
      SSOUserLastName: "Team",
    },
    change_management_parameters: {
      change_reason: "research needs an account for dev",
      change_requested_by: "platform",
    },
    account_tags: '{"CostCenter":"12345","Environment":"dev","Project":"research"}',
    account_customizations_name: "",
    custom_fields: "{}",
  });
});

test("tags in another order are the same item", () => {
  const tags = { CostCenter: "12345", Project: "research", Environment: "dev" };
  expect(itemOf({ tags })).toEqual(itemOf());
});

test("marshalled, maps are maps and the two encoded texts stay texts", () => {
  expect(marshallAftRequestItem(itemOf({ customFields: { team: "research" } }))).toMatchObject({
    id: { S: "aws+research-dev@example.com" },
    control_tower_parameters: { M: { AccountName: { S: "research-dev" } } },
    change_management_parameters: { M: { change_requested_by: { S: "platform" } } },
    custom_fields: { S: '{"team":"research"}' },
  });
});

test("a unit below the root is known by its name, a nested one by name and id", () => {
  expect(managedOrganizationalUnit("Security", { units })).toBe("Security");
  expect(managedOrganizationalUnit("Workloads/Dev", { units })).toBe("Dev (ou-ab12-00000003)");
});

test("an unknown unit and a nested one without id are refused with what to do", () => {
  expect(() => managedOrganizationalUnit("Workloads/Prod", { units })).toThrow(
    'the organization has no unit "Workloads/Prod", only Security, Workloads, Workloads/Dev, Workloads/New: ' +
      "add it to environments/landing-zone/organization.ts",
  );
  expect(() => managedOrganizationalUnit("Workloads/New", { units })).toThrow(
    'unit "Workloads/New" has no id yet',
  );
});
