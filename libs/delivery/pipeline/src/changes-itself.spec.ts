import { type SynthesizedStack, synthStack } from "@tagform/testing";

import { checkDeliveryPipeline } from "./check-delivery-pipeline";
import { DeliveryPipeline } from "./delivery-pipeline";
import type { DeliveryPipelineConfig } from "./delivery-pipeline-config";
import { CONFIG, deliveryProps, TOOLING } from "./fixtures/delivery";

// The delivery of tooling is changed by a run of itself, which must be able to end.

const OF_TOOLING = {
  environment: "tooling",
  teams: { "delivery-tooling": TOOLING },
  approval: "always",
} as const satisfies Partial<DeliveryPipelineConfig>;

const synth = (overrides: Partial<DeliveryPipelineConfig> = {}) =>
  synthStack(
    (stack) => new DeliveryPipeline(stack, "delivery", deliveryProps({ ...OF_TOOLING, ...overrides })),
  );

/** What a run needs from when it is queued until it is recorded, and under which name it finds it. */
const NEEDED: Readonly<Record<string, string>> = {
  aws_codepipeline: "name",
  aws_codebuild_project: "name",
  aws_iam_role: "name",
  aws_s3_bucket: "bucket",
  aws_dynamodb_table: "name",
  aws_lambda_function: "function_name",
};

/** Roles that steps, pipeline and dispatcher run as: others are assumed by a service for a moment, and again. */
const RUNS_AS = /^tagform-tooling-(source|verify|plan|apply|record|pipeline|dispatch)$/;

interface Needed {
  readonly address: string;
  readonly name: unknown;
  readonly prevented: unknown;
}

function needed({ json }: SynthesizedStack): Needed[] {
  return Object.entries(NEEDED).flatMap(([type, naming]) =>
    Object.entries(json.resource?.[type] ?? {})
      .map(([id, resource]) => ({
        address: `${type}.${id}`,
        name: resource[naming],
        prevented: (resource["lifecycle"] as { prevent_destroy?: boolean } | undefined)?.prevent_destroy,
      }))
      .filter(({ name }) => type !== "aws_iam_role" || RUNS_AS.test(String(name))),
  );
}

const names = (overrides: Partial<DeliveryPipelineConfig> = {}) =>
  needed(synth(overrides)).map(({ address, name }) => `${address} ${String(name)}`);

test("Terraform refuses to delete or replace anything that the run is made of", () => {
  const parts = needed(synth());
  expect(parts.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      ...["tagform-tooling", "tagform-tooling-apply", "tagform-tooling-record", "tagform-tooling-queue"],
      ...["tagform-tooling-pipeline", "acme-tooling-commits", "acme-tooling-artifacts", "acme-tooling-plans"],
    ]),
  );
  expect(parts.filter(({ prevented }) => prevented !== true)).toEqual([]);
});

test("nor any key that encrypts or seals what the run has made so far", () => {
  const { json } = synth();
  const keys = Object.entries(json.resource?.["aws_kms_key"] ?? {}).filter(([id]) =>
    /stores|queue|logs/.test(id),
  );
  expect(keys.length).toBeGreaterThanOrEqual(6);
  for (const [id, key] of keys) {
    expect([id, key["lifecycle"]]).toEqual([id, { prevent_destroy: true }]);
  }
});

test.each<[string, Partial<DeliveryPipelineConfig>]>([
  ["another approval", { approval: "two-people" }],
  ["another repository", { repository: { host: "codecommit", repository: "infra" } }],
  ["another processor", { processor: "arm" }],
  ["more at the same time", { maxRunning: 20 }],
  ["another team", { teams: { ...OF_TOOLING.teams, "state-dev": TOOLING } }],
  ["a network", { vpc: { vpcId: "vpc-1", subnetIds: ["subnet-1"], securityGroupIds: ["sg-1"] } }],
  ["longer logs", { logRetentionDays: 731 }],
])("%s changes no name and no address of what the run is made of", (_, overrides) => {
  expect(names(overrides)).toEqual(names());
});

test("no name is made up by AWS or by Terraform, so that what comes after the run finds it", () => {
  for (const { address, name } of needed(synth())) {
    expect([address, name]).toEqual([address, expect.stringMatching(/^[a-z0-9-]+$/)]);
  }
  expect(JSON.stringify(synth().json)).not.toMatch(/"(name|bucket)_prefix"/);
});

test("nothing of the pipeline is left to run once its own configuration is applied", () => {
  const pipeline = Object.values(synth().json.resource?.["aws_codepipeline"] ?? {})[0];
  const stages = pipeline?.["stage"] as { name: string; action: object[] }[];
  expect(stages.at(-1)).toMatchObject({ name: "Apply", action: [{ name: "Apply" }] });
});

test("the data cannot let the run delete it", () => {
  const config = { ...CONFIG, ...OF_TOOLING, deletable: { reason: "moved elsewhere" } };
  const issues = checkDeliveryPipeline("delivery", config, { scope: "us-east-1", accountId: TOOLING });
  expect(issues.map(({ path }) => path)).toEqual(["delivery.deletable"]);
});
