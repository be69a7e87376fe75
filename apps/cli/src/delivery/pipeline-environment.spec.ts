import { expectedPlan, pipelineExecution, sealSettings } from "./pipeline-environment";

const KEY = "arn:aws:kms:us-east-1:111122223333:key/0000";

test("a pipeline says by what plans are sealed and where they lie", () => {
  const env = { TAGFORM_SEALING_KEY: KEY, TAGFORM_PLANS_BUCKET: "acme-dev-plans", TAGFORM_EXECUTION: "0000" };
  expect(sealSettings(env)).toEqual({ keyArn: KEY, plansBucket: "acme-dev-plans", execution: "0000" });
});

test("outside a pipeline nothing is set, nor by a variable without a value", () => {
  expect(sealSettings({ TAGFORM_PLANS_BUCKET: "" })).toEqual({});
  expect(expectedPlan({ TAGFORM_PLAN_DIGEST: "" })).toEqual({});
});

test("approvals of a pipeline need its execution and the plan that it showed", () => {
  expect(() => pipelineExecution({ TAGFORM_PIPELINE: "tagform-dev" }, "us-east-1")).toThrow(
    "--pipeline is for an execution of a pipeline, which sets TAGFORM_EXECUTION, TAGFORM_PLAN_DIGEST",
  );
  const env = { TAGFORM_PIPELINE: "tagform-dev", TAGFORM_EXECUTION: "0000", TAGFORM_PLAN_DIGEST: "d" };
  expect(pipelineExecution(env, "us-east-1")).toEqual({
    pipeline: "tagform-dev",
    execution: "0000",
    region: "us-east-1",
  });
});
