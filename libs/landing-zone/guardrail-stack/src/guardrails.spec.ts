import { ControltowerControl } from "@cdktf/provider-aws/lib/controltower-control";
import { DataAwsOrganizationsOrganization } from "@cdktf/provider-aws/lib/data-aws-organizations-organization";
import { OrganizationsPolicy } from "@cdktf/provider-aws/lib/organizations-policy";
import { OrganizationsPolicyAttachment } from "@cdktf/provider-aws/lib/organizations-policy-attachment";
import type { GuardedUnit } from "@tagform/landing-zone-guardrails";
import { synthStack } from "@tagform/testing";

import { guardrailProps } from "./fixtures/guardrail-props";
import { Guardrails } from "./guardrails";

const reason = "because";
const units: Readonly<Record<string, GuardedUnit>> = {
  Root: {
    registered: false,
    guardrails: {
      policies: { "stay-in": { type: "ready", use: "deny-leaving-organization", reason } },
    },
  },
  Workloads: {
    id: "ou-ab12-33333333",
    registered: true,
    guardrails: {
      controls: {
        "CT.S3.PR.1": { reason },
        "CT.CLOUDFORMATION.PR.1": { reason },
        "CT.MULTISERVICE.PV.1": {
          reason,
          parameters: { AllowedRegions: ["us-east-1", "eu-central-1"], ExemptedActions: ["s3:GetObject"] },
        },
      },
      policies: {
        tls: { type: "ready", use: "require-tls", reason },
        metadata: {
          type: "declarative",
          reason,
          declares: {
            instanceMetadataDefaults: { httpTokens: "required", httpPutResponseHopLimit: 2 },
            vpcBlockPublicAccess: { mode: "block_ingress", exclusionsAllowed: true },
          },
        },
        own: {
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
  "Workloads/Dev": {
    id: "ou-ab12-44444444",
    registered: true,
    guardrails: { regionDeny: { reason, allowed: ["eu-central-1"] } },
  },
};

const synth = (more: Parameters<typeof guardrailProps>[1] = {}) =>
  synthStack((stack) => new Guardrails(stack, "guardrails", guardrailProps(units, more)));

test("each unit's policies are attached to it, by type, under names that tell where they belong", () => {
  const stack = synth();
  expect(stack.all(OrganizationsPolicy).map(({ name, type }) => [name, type])).toEqual([
    ["tagform-root-service-control-1", "SERVICE_CONTROL_POLICY"],
    ["tagform-workloads-service-control-1", "SERVICE_CONTROL_POLICY"],
    ["tagform-workloads-resource-control-1", "RESOURCE_CONTROL_POLICY"],
    ["tagform-workloads-declarative-1", "DECLARATIVE_POLICY_EC2"],
    ["tagform-workloads-dev-service-control-1", "SERVICE_CONTROL_POLICY"],
  ]);
  expect(stack.all(OrganizationsPolicyAttachment).map(({ target_id }) => target_id)).toEqual([
    "r-ab12",
    "ou-ab12-33333333",
    "ou-ab12-33333333",
    "ou-ab12-33333333",
    "ou-ab12-44444444",
  ]);
});

test("a description names what the policy is made of", () => {
  expect(synth().all(OrganizationsPolicy)[4]).toMatchObject({ description: "Workloads/Dev: region-deny" });
});

test("a policy's variables are not Terraform's", () => {
  expect(synth().all(OrganizationsPolicy)[1]?.["content"]).toContain('"$${aws:PrincipalTag/team}"');
});

test("a declarative policy assigns what it says, and nothing else", () => {
  expect(JSON.parse(String(synth().all(OrganizationsPolicy)[3]?.["content"]))).toEqual({
    ec2_attributes: {
      instance_metadata_defaults: {
        http_put_response_hop_limit: { "@@assign": "2" },
        http_tokens: { "@@assign": "required" },
      },
      vpc_block_public_access: {
        internet_gateway_block: {
          exclusions_allowed: { "@@assign": "enabled" },
          mode: { "@@assign": "block_ingress" },
        },
      },
    },
  });
});

test("nothing is planned in another organization, or for a type that is not enabled", () => {
  const { lifecycle } = synth().only(DataAwsOrganizationsOrganization);
  const enabled = (type: string) => ({
    condition: `\${contains(self.enabled_policy_types, "${type}")}`,
    error_message:
      `policies of type ${type} are not enabled: run aws organizations enable-policy-type ` +
      `--root-id r-ab12 --policy-type ${type}`,
  });
  expect(lifecycle).toEqual({
    postcondition: [
      {
        condition: '${self.id == "o-a1b2c3d4e5"}',
        error_message: "the data is about organization o-a1b2c3d4e5, but this account belongs to another",
      },
      ...["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY", "DECLARATIVE_POLICY_EC2"].map(enabled),
    ],
  });
});

test("controls are enabled by their global ARN where Control Tower is, with their parameters as JSON", () => {
  const controls = synth().all(ControltowerControl);
  expect(controls).toContainEqual(
    expect.objectContaining({
      region: "us-east-1",
      control_identifier: "arn:aws:controlcatalog:::control/ka8e3pkqefnjsxuyc26ji580",
      target_identifier: "arn:aws:organizations::888888888888:ou/o-a1b2c3d4e5/ou-ab12-33333333",
      parameters: [
        { key: "AllowedRegions", value: '["eu-central-1","us-east-1"]' },
        { key: "ExemptedActions", value: '["s3:GetObject"]' },
      ],
    }),
  );
});

test("proactive controls come after the one that keeps their hooks, and no more go on than the bound", () => {
  const waitsFor = (globalId: string, more: Parameters<typeof synth>[0] = {}) =>
    synth(more)
      .all(ControltowerControl)
      .find(({ control_identifier: arn }) => String(arn).endsWith(globalId))?.["depends_on"];
  const [hook, regions] = ["8uk3vrotlr08jfb0cbxp5klbs", "ka8e3pkqefnjsxuyc26ji580"];
  const registry = expect.stringContaining("guardrails_workloads-ct-cloudformation-pr-1");
  expect([waitsFor(hook), waitsFor(regions)]).toEqual([[registry], undefined]);
  const one = { concurrentOperations: { all: 1, proactive: 1 } };
  expect(waitsFor(regions, one)).toEqual([registry]);
  expect(waitsFor(hook, one)).toHaveLength(2);
});

test("an organization without guardrails has no resource", () => {
  const { json } = synthStack(
    (stack) => new Guardrails(stack, "guardrails", guardrailProps({ Workloads: { registered: true } })),
  );
  expect(json.resource).toBeUndefined();
  expect(json.data).toBeUndefined();
});
