import { Codepipeline } from "@cdktf/provider-aws/lib/codepipeline";
import { synthStack } from "@tagform/testing";

import { EnvironmentPipeline, type EnvironmentPipelineProps } from "./environment-pipeline";

interface Action {
  readonly name: string;
  readonly category: string;
  readonly provider: string;
  readonly namespace?: string;
  readonly input_artifacts?: readonly string[];
  readonly output_artifacts?: readonly string[];
  readonly timeout_in_minutes?: number;
  readonly configuration: Readonly<Record<string, string>>;
}
interface Stage {
  readonly name: string;
  readonly before_entry?: object;
  readonly action: readonly Action[];
}

const pipeline = (overrides: Partial<EnvironmentPipelineProps> = {}) =>
  synthStack(
    (stack) =>
      new EnvironmentPipeline(stack, "pipeline", {
        environment: "dev",
        approval: "when-changed",
        commitsBucket: "acme-dev-commits",
        approvalsTopicArn: "arn:aws:sns:us-east-1:999999999999:tagform-dev-approvals",
        roleArn: "arn:aws:iam::999999999999:role/tagform-dev-pipeline",
        artifacts: { bucketName: "acme-dev-artifacts", keyArn: "arn:aws:kms:us-east-1:999999999999:key/1" },
        deletable: false,
        ...overrides,
      }),
  ).only(Codepipeline);

const stages = (overrides: Partial<EnvironmentPipelineProps> = {}) =>
  pipeline(overrides)["stage"] as readonly Stage[];
const stage = (name: string, overrides: Partial<EnvironmentPipelineProps> = {}) =>
  stages(overrides).find((each) => each.name === name);
const actions = () => stages().flatMap(({ action }) => action);

/** Environment variables that an action gives its build. */
function variablesOf({ configuration }: Action): Record<string, string> {
  const variables = JSON.parse(configuration["EnvironmentVariables"] ?? "[]") as {
    name: string;
    value: string;
  }[];
  return Object.fromEntries(variables.map(({ name, value }) => [name, value]));
}

test("executions run beside each other, each for the tag that it was started for", () => {
  expect(pipeline()).toMatchObject({
    name: "tagform-dev",
    pipeline_type: "V2",
    execution_mode: "PARALLEL",
    variable: [{ name: "TAG" }],
  });
  expect(pipeline()["variable"]).not.toEqual([expect.objectContaining({ default_value: expect.anything() })]);
});

test("a delivery is linted, scanned, planned, approved and applied, in this order", () => {
  expect(stages().map(({ name }) => name)).toEqual(["Source", "Lint", "Scan", "Plan", "Approve", "Apply"]);
  expect(actions().map(({ name, configuration }) => `${name} ${configuration["ProjectName"] ?? ""}`)).toEqual(
    [
      "Commit ",
      "Lint tagform-dev-verify",
      "Scan tagform-dev-verify",
      "Plan tagform-dev-plan",
      "Approve ",
      "Apply tagform-dev-apply",
    ],
  );
});

test("every build begins with the pinned commit, and takes no more than the step before it left", () => {
  const builds = actions().filter(({ provider }) => provider === "CodeBuild");
  expect(builds.map(({ input_artifacts, output_artifacts }) => [input_artifacts, output_artifacts])).toEqual([
    [["Commit"], ["Linted"]],
    [["Commit", "Linted"], ["Scanned"]],
    [["Commit", "Scanned"], ["Planned"]],
    [["Commit", "Planned"], ["Applied"]],
  ]);
  for (const { input_artifacts, configuration } of builds) {
    expect(configuration["PrimarySource"] ?? "Commit").toBe("Commit");
    // CodePipeline refuses an action with two inputs that does not say which one is the first.
    expect("PrimarySource" in configuration).toBe(input_artifacts?.length === 2);
  }
});

test("builds learn the tag and the execution; only apply learns which plan was approved", () => {
  const common = {
    TAGFORM_TAG: "#{variables.TAG}",
    TAGFORM_EXECUTION: "#{codepipeline.PipelineExecutionId}",
  };
  const [lint, scan, plan, apply] = actions()
    .filter(({ provider }) => provider === "CodeBuild")
    .map(variablesOf);
  expect([lint, scan, plan, apply]).toEqual([
    { ...common, TAGFORM_CHECKS: "lint" },
    { ...common, TAGFORM_CHECKS: "scan" },
    common,
    { ...common, TAGFORM_PLAN_DIGEST: "#{Plan.PLAN_DIGEST}" },
  ]);
  expect(actions().filter(({ namespace }) => namespace !== undefined)).toMatchObject([
    { name: "Plan", namespace: "Plan" },
  ]);
});

const skippedUnless = (variable: string, value: string) => ({
  condition: {
    result: "SKIP",
    rule: [
      {
        rule_type_id: { category: "Rule", owner: "AWS", provider: "VariableCheck", version: "1" },
        configuration: { Variable: variable, Value: value, Operator: "EQ" },
      },
    ],
  },
});

test("what changes nothing is not applied", () => {
  expect(stage("Apply")?.before_entry).toMatchObject(skippedUnless("#{Plan.CHANGED}", "true"));
});

test.each(["none", "when-changed", "always", "two-people"] as const)(
  "plan decides whether somebody is asked, policy %s",
  (approval) => {
    const asked = stage("Approve", { approval });
    expect(asked?.before_entry).toMatchObject(skippedUnless("#{Plan.APPROVAL}", "needed"));
  },
);

test("two people are asked at the same time, within seven days, of a tag, a change and its digest", () => {
  const asked = stage("Approve", { approval: "two-people" });
  const question = {
    category: "Approval",
    provider: "Manual",
    timeout_in_minutes: 10_080,
    configuration: {
      NotificationArn: "arn:aws:sns:us-east-1:999999999999:tagform-dev-approvals",
      CustomData: "#{variables.TAG}: #{Plan.PLAN_LINE}, plan #{Plan.PLAN_DIGEST}",
    },
  };
  expect(asked?.action).toEqual([
    expect.objectContaining({ name: "Approve", ...question }),
    expect.objectContaining({ name: "ApproveSecond", ...question }),
  ]);
  expect(stage("Approve")?.action).toHaveLength(1);
});
