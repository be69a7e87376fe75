import { resolve } from "node:path";

import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { KindConfig } from "@tagform/config";
import { type AppliedAws, forMoto, synthStack, withAppliedAws } from "@tagform/testing";
import type { WorkloadConstructor } from "@tagform/workload-kind";

import { ORGANIZATION } from "../fixtures/organization";
import { propsOf } from "../fixtures/props";
import { SECURITY } from "../fixtures/security";
import { MANAGED_RULES } from "../organization-config/managed-rule";
import { OrganizationConfig } from "../organization-config/organization-config";
import { SecurityDelegation } from "../security-delegation/security-delegation";
import { SecurityServices } from "../security-services/security-services";
import { OrganizationSecurity } from "./organization-security";

const CHECKOUT = resolve(__dirname, "../../../../..");
let aws: AppliedAws;
const testApplied = withAppliedAws(CHECKOUT, process.env["PATH"] ?? "", (started) => (aws = started));

const everyRule = Object.fromEntries(
  Object.entries(MANAGED_RULES).map(([identifier, { parameters = {} }]) => [
    identifier,
    Object.fromEntries(
      Object.entries(parameters)
        .filter(([, need]) => need === "required")
        .map(([name]) => [name, "90"]),
    ),
  ]),
);

const KINDS: Readonly<Record<string, () => object>> = {
  "security-services": () =>
    documentOf(SecurityServices, {
      kind: "security-services",
      organization: ORGANIZATION,
      findingFrequency: "FIFTEEN_MINUTES",
    }),
  "security-delegation": () =>
    documentOf(SecurityDelegation, { kind: "security-delegation", organization: ORGANIZATION, trails: true }),
  "organization-security": () =>
    documentOf(OrganizationSecurity, { ...SECURITY, accessAnalyzer: { unusedAfterDays: 90 } }),
  "organization-config": () =>
    documentOf(OrganizationConfig, {
      kind: "organization-config",
      organization: ORGANIZATION,
      rules: everyRule,
      excludedAccounts: { "888888888888": { reason: "no recorder" } },
    }),
};

function documentOf<C extends KindConfig>(kind: WorkloadConstructor<C>, config: C): object {
  const { json } = synthStack((stack) => {
    new AwsProvider(stack, "aws", { region: "us-east-1" });
    new kind(stack, config.kind, propsOf(config, "101010101010"));
  });
  return forMoto(json);
}

/** What AWS would answer where it matters: ids that have a form, and whom the organization trusts. */
const MOCKED = `
mock_provider "aws" {
  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::101010101010:role/mocked" }
  }
  mock_resource "aws_securityhub_configuration_policy" {
    defaults = { id = "01234567-89ab-cdef-0123-456789abcdef" }
  }
  mock_data "aws_guardduty_detector" {
    defaults = { id = "0123456789abcdef0123456789abcdef" }
  }
  mock_data "aws_iam_policy_document" {
    defaults = { json = "{}" }
  }
  mock_data "aws_organizations_organization" {
    defaults = {
      aws_service_access_principals = [
        "config.amazonaws.com", "config-multiaccountsetup.amazonaws.com", "access-analyzer.amazonaws.com",
      ]
    }
  }
}

run "first" {
  command = apply
}

run "second" {
  command = plan
}
`;

testApplied.each(Object.keys(KINDS))(
  "%s: the real provider takes it for valid, and Terraform applies it with that provider mocked, then would change nothing",
  async (name) => {
    const terraform = await aws.terraformIn(name, KINDS[name]!(), { "main.tftest.hcl": MOCKED });
    expect((await terraform("init", "-backend=false")).stderr).toBe("");
    const validated = await terraform("validate");
    expect([validated.stderr, validated.stdout]).toEqual(["", expect.stringContaining("Success!")]);
    const tested = await terraform("test", "-verbose");
    expect([tested.stderr, tested.stdout]).toEqual(["", expect.stringContaining("2 passed, 0 failed")]);
    const second = tested.stdout.slice(tested.stdout.indexOf('run "second"'));
    expect(second).toContain("No changes.");
  },
  180_000,
);
