import { resolve } from "node:path";

import { OrganizationsOrganization } from "@cdktf/provider-aws/lib/organizations-organization";
import { OrganizationsOrganizationalUnit } from "@cdktf/provider-aws/lib/organizations-organizational-unit";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { GuardedUnit } from "@tagform/landing-zone-guardrails";
import {
  type AppliedAws,
  forMoto,
  plannedActions,
  synthStack,
  type TerraformInFolder,
  withAppliedAws,
} from "@tagform/testing";
import { TerraformOutput } from "cdktf";

import { guardrailProps } from "./fixtures/guardrail-props";
import { Guardrails } from "./guardrails";

const CHECKOUT = resolve(__dirname, "../../../..");
let aws: AppliedAws;
const testApplied = withAppliedAws(CHECKOUT, process.env["PATH"] ?? "", (started) => (aws = started));

type Overrides = Parameters<typeof guardrailProps>[1];

const documentOf = (units: Readonly<Record<string, GuardedUnit>>, overrides: Overrides = {}) =>
  forMoto(
    synthStack((stack) => {
      new AwsProvider(stack, "aws", aws.providerSettings);
      new Guardrails(stack, "guardrails", guardrailProps(units, overrides));
    }).json,
  );

const reason = "because";

/** The organization before it has guardrails: Control Tower makes it, or somebody by hand. */
const organizationDocument = () =>
  forMoto(
    synthStack((stack) => {
      new AwsProvider(stack, "aws", aws.providerSettings);
      const own = new OrganizationsOrganization(stack, "own", {
        featureSet: "ALL",
        enabledPolicyTypes: ["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY"],
      });
      const root = own.roots.get(0).id;
      const unit = new OrganizationsOrganizationalUnit(stack, "unit", { name: "Workloads", parentId: root });
      new TerraformOutput(stack, "ids", { value: { organization: own.id, root, unit: unit.id } });
    }).json,
  );

async function idsOf(terraform: TerraformInFolder): Promise<Record<string, string>> {
  const { stdout } = await terraform("output", "-json", "ids");
  return JSON.parse(stdout) as Record<string, string>;
}

const rootPolicies = {
  "stay-in": { type: "ready", use: "deny-leaving-organization", reason },
  trail: { type: "ready", use: "deny-stopping-cloudtrail", reason },
  tls: { type: "ready", use: "require-tls", reason },
} as const;

testApplied(
  "the real AWS provider applies service and resource control policies to an organization, then would change nothing",
  async () => {
    const made = await aws.terraformIn("organization", organizationDocument());
    expect((await made("init")).stderr).toBe("");
    expect((await made("apply", "-auto-approve")).stderr).toBe("");
    const { organization = "", root = "", unit = "" } = await idsOf(made);

    const units: Readonly<Record<string, GuardedUnit>> = {
      Root: { registered: false, guardrails: { policies: rootPolicies } },
      Workloads: {
        id: unit,
        registered: false,
        guardrails: {
          regionDeny: { reason, allowed: ["eu-central-1"] },
          policies: {
            perimeter: { type: "ready", use: "resource-perimeter", services: ["s3", "sts"], reason },
            tags: {
              type: "service-control",
              reason,
              statements: [
                {
                  ...{ Effect: "Deny", Action: "s3:PutObject", Resource: "*" },
                  Condition: { StringNotEquals: { "s3:prefix": "${aws:PrincipalTag/team}" } },
                },
              ],
            },
          },
        },
      },
    };
    const guarded = await aws.terraformIn(
      "guardrails",
      documentOf(units, { id: organization, rootId: root }),
    );
    expect((await guarded("init")).stderr).toBe("");
    expect((await guarded("validate")).stdout).toContain("Success!");
    const applied = await guarded("apply", "-auto-approve");
    expect([applied.stderr, applied.exitCode]).toEqual(["", 0]);
    expect((await guarded("state", "list")).stdout.match(/policy_attachment/g)).toHaveLength(4);
    expect(await plannedActions(guarded)).toEqual([]);

    const elsewhere = await aws.terraformIn("elsewhere", documentOf(units, { id: "o-another123" }));
    await elsewhere("init");
    expect((await elsewhere("plan")).stderr).toContain("organization o-another123, but this account belongs");
  },
  300_000,
);

/** Control Tower and declarative policies, which the embedded AWS has not: arguments by the provider's schema. */
const mocked = (output: string): string => `
mock_provider "aws" {
  mock_data "aws_organizations_organization" {
    defaults = {
      id                   = "o-a1b2c3d4e5"
      enabled_policy_types = ["SERVICE_CONTROL_POLICY", "DECLARATIVE_POLICY_EC2"]
    }
  }
}

run "enables_controls_and_declares" {
  command = apply

  assert {
    condition     = output.${output} == { controls = 25, policies = 1 }
    error_message = "not all controls and policies were made"
  }
}
`;

const controls = {
  "CT.CLOUDFORMATION.PR.1": { reason },
  "CT.MULTISERVICE.PV.1": { reason, parameters: { AllowedRegions: ["us-east-1"] } },
  "CT.S3.PV.4": { reason, globalId: "7oo9e9bcs8ilm6ekoxu322yb3" },
} as const;
const proactive = Object.fromEntries(
  [
    ...[1, 2, 3, 4, 5, 6, 8, 9, 10, 11].map((number) => `CT.S3.PR.${number}`),
    ...[1, 2, 3, 4, 5].map((number) => `CT.IAM.PR.${number}`),
    ...[2, 3, 4, 5, 6, 9, 10].map((number) => `CT.EC2.PR.${number}`),
  ].map((id) => [id, { reason }]),
);

testApplied(
  "the real AWS provider's schema takes controls with parameters in lanes, and declarative policies",
  async () => {
    const units: Readonly<Record<string, GuardedUnit>> = {
      Workloads: {
        id: "ou-ab12-33333333",
        registered: true,
        guardrails: {
          controls: { ...controls, ...proactive },
          policies: {
            metadata: { type: "declarative", reason, declares: { serialConsoleAccess: "disabled" } },
          },
        },
      },
    };
    const document = documentOf(units, { concurrentOperations: { all: 4, proactive: 2 } });
    const outputs = Object.keys((document as { output: object }).output);
    const output = outputs.find((name) => name.includes("count")) ?? "";
    const files = { "guardrails.tftest.hcl": mocked(output) };
    const terraform = await aws.terraformIn("controls", document, files);
    expect((await terraform("init")).stderr).toBe("");
    expect((await terraform("validate")).stdout).toContain("Success!");
    const { stdout, stderr } = await terraform("test");
    expect([stderr, stdout]).toEqual(["", expect.stringContaining("1 passed, 0 failed")]);
  },
  300_000,
);
