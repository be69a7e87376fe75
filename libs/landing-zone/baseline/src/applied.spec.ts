import { resolve } from "node:path";

import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import {
  type AppliedAws,
  forMoto,
  plannedActions,
  synthStack,
  type TerraformDocument,
  withAppliedAws,
} from "@tagform/testing";
import type { Construct } from "constructs";

import { AccountBaseline } from "./account-baseline";
import { baselineProps, FULL } from "./fixtures/baseline";
import { MEASURES } from "./measures";

const CHECKOUT = resolve(__dirname, "../../../..");
let aws: AppliedAws;
const testApplied = withAppliedAws(CHECKOUT, process.env["PATH"] ?? "", (started) => (aws = started));

const stackOf = (build: (stack: Construct) => void) =>
  synthStack((stack) => {
    new AwsProvider(stack, "aws", aws.providerSettings);
    build(stack);
  }).json;

testApplied(
  "the real AWS provider takes the whole baseline for valid",
  async () => {
    const json = stackOf((stack) => new AccountBaseline(stack, "baseline", baselineProps(FULL)));
    const terraform = await aws.terraformIn("whole", json);
    expect((await terraform("init", "-backend=false")).stderr).toBe("");
    const validated = await terraform("validate");
    expect([validated.stderr, validated.stdout]).toEqual(["", expect.stringContaining("Success!")]);
  },
  120_000,
);

/** By id of a measure; docs/reference/landing-zone-baseline.md says how each is proven. */
const OFFERED = [
  ...["s3-public-access", "volume-encryption", "default-vpcs", "password-policy", "account-alias"],
  ...["contacts", "recorder"],
];

/** moto 5.2.5 knows runbooks, and no association that runs one. */
const withoutAssociation = ({ resource = {}, ...json }: TerraformDocument): TerraformDocument => ({
  ...json,
  resource: Object.fromEntries(Object.entries(resource).filter(([type]) => type !== "aws_ssm_association")),
});

testApplied(
  "it applies what the embedded AWS offers, in two Regions, and then would change nothing",
  async () => {
    const { name, region, accountId, partition } = baselineProps(FULL);
    const context = {
      config: { ...FULL, volumeKeys: "aws" as const },
      owner: { name, region, accountId, partition },
      settings: { regions: FULL.organization.governedRegions, providerRegion: region },
    };
    const json = stackOf((stack) => {
      for (const measure of OFFERED) MEASURES[measure]?.(stack, measure, context);
    });
    const terraform = await aws.terraformIn("offered", forMoto(withoutAssociation(json)));
    expect((await terraform("init")).stderr).toBe("");
    expect((await terraform("apply", "-auto-approve")).stderr).toBe("");
    expect(new Set(await plannedActions(terraform))).toEqual(new Set());
  },
  300_000,
);

/** What the provider would know of each quota: the request is pending, 32 hold. */
const mocked = (output: string): string => `
mock_provider "aws" {
  mock_data "aws_iam_policy_document" {
    defaults = { json = "{}" }
  }
  mock_data "aws_servicequotas_service_quota" {
    defaults = { value = 32, quota_name = "a quota" }
  }
  mock_resource "aws_servicequotas_service_quota" {
    defaults = { request_status = "PENDING" }
  }
  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::123456789012:role/a" }
  }
  mock_resource "aws_iam_service_linked_role" {
    defaults = { arn = "arn:aws:iam::123456789012:role/aws-service-role/a" }
  }
  mock_resource "aws_kms_key" {
    defaults = { arn = "arn:aws:kms:us-east-1:123456789012:key/a" }
  }
  mock_resource "aws_sns_topic" {
    defaults = { arn = "arn:aws:sns:us-east-1:123456789012:a" }
  }
}
run "born" {
  assert {
    condition     = output.${output}["ec2 L-1216C47A eu-central-1"] == { name = "a quota", asked = 64, now = 32, request = "PENDING" }
    error_message = "what became of a request is not told"
  }
}
run "born_again" {
  assert {
    condition     = length(output.${output}) == 3
    error_message = "a second apply asks for other quotas"
  }
}
`;

testApplied(
  "with an AWS that is mocked, the real provider's rules let all of it be applied, and quotas are told",
  async () => {
    const json = stackOf((stack) => new AccountBaseline(stack, "baseline", baselineProps(FULL)));
    const [output = ""] = Object.keys(json.output ?? {});
    const files = { "baseline.tftest.hcl": mocked(output) };
    const terraform = await aws.terraformIn("mocked", forMoto(json), files);
    expect((await terraform("init")).stderr).toBe("");
    const tested = await terraform("test");
    expect([tested.stderr, tested.stdout]).toEqual(["", expect.stringContaining("2 passed, 0 failed")]);
  },
  120_000,
);
