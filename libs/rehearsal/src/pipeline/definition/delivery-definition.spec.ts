import { smallDelivery, type SmallStack } from "../fixtures/small-delivery";
import { deliveryDefinition } from "./delivery-definition";

const read = (change?: (stack: SmallStack) => void) => deliveryDefinition(smallDelivery(change), new Map());

test("references are followed to names and ARNs", () => {
  const { pipeline, projects } = read();
  expect(pipeline).toMatchObject({
    artifactBucket: "artifacts",
    roleArn: "arn:aws:iam::555555555555:role/tagform/builder",
  });
  expect(projects.get("plan")).toMatchObject({
    arn: "arn:aws:codebuild:us-east-1:555555555555:project/plan",
    environment: { BUCKET: "artifacts" },
  });
});

test.each<[string, (stack: SmallStack) => void, string]>([
  [
    "an artifact that nobody makes",
    ({ resource }) =>
      (resource.aws_codepipeline.pipeline.stage[1]!.action[0]!["input_artifacts"] = ["Comit"]),
    "Plan.Plan: input artifact Comit is made by no action before, only Commit",
  ],
  [
    "a variable that the buildspec does not export",
    ({
      resource: {
        aws_codebuild_project: { plan },
      },
    }) => (plan.source.buildspec = plan.source.buildspec.replace("[CHANGED]", "[OTHER]")),
    "Approve.before_entry.WhenChanged: #{Plan.CHANGED}: is exported by nobody, Plan has OTHER",
  ],
  [
    "a variable that the pipeline does not have",
    ({ resource: { aws_codepipeline } }) => (aws_codepipeline.pipeline["variable"] = []),
    "Approve.Approve: #{variables.TAG}: is exported by nobody, variables has nothing",
  ],
  [
    "a project that is not there",
    ({ resource }) =>
      (resource.aws_codepipeline.pipeline.stage[1]!.action[0]!.configuration["ProjectName"] = "plans"),
    'Plan.Plan: project "plans" is not in the stack, only plan',
  ],
  [
    "a folder of an artifact that the build does not get",
    ({
      resource: {
        aws_codebuild_project: { plan },
      },
    }) =>
      (plan.source.buildspec = plan.source.buildspec.replace(
        "export CHANGED=true",
        'cp "$CODEBUILD_SRC_DIR_Linted/x" . && export CHANGED=true',
      )),
    "Plan.Plan: the buildspec of plan reads CODEBUILD_SRC_DIR_Linted, but gets no further artifact",
  ],
  [
    "an output of a build that hands nothing on",
    ({
      resource: {
        aws_codebuild_project: { plan },
      },
    }) => (plan.source.buildspec = plan.source.buildspec.replace(/artifacts.*\n/, "")),
    "Plan.Plan: its buildspec has no artifacts, so that Planned stays empty",
  ],
])("%s is an issue", (_, change, message) => {
  expect(() => read(change)).toThrow(message);
});

test.each<[string, (stack: SmallStack) => void, string]>([
  [
    "a reference to what the stack does not have",
    ({ resource }) => (resource.aws_codebuild_project.plan["service_role"] = "${aws_iam_role.other.arn}"),
    "aws_codebuild_project.plan.service_role: refers to aws_iam_role.other, which the stack does not have",
  ],
  [
    "an attribute that only AWS knows",
    ({ resource }) =>
      (resource.aws_codebuild_project.plan["service_role"] = "${aws_iam_role.builder.unique_id}"),
    "refers to aws_iam_role.builder.unique_id, which a rehearsal does not know",
  ],
  [
    "an expression",
    ({ resource }) => (resource.aws_codebuild_project.plan["service_role"] = '${lower("A")}'),
    'service_role: ${lower("A")} is an expression that a rehearsal does not know',
  ],
  [
    "a secret variable",
    ({ resource }) =>
      (resource.aws_codebuild_project.plan["environment"] = {
        environment_variable: [{ name: "TOKEN", value: "x", type: "SECRETS_MANAGER" }],
      }),
    "variable TOKEN is of type SECRETS_MANAGER, a rehearsal knows PLAINTEXT",
  ],
  [
    "an action of another kind",
    ({ resource }) => (resource.aws_codepipeline.pipeline.stage[1]!.action[0]!["provider"] = "Jenkins"),
    "stage Plan, action Plan: a rehearsal does not know Build/Jenkins",
  ],
  [
    "an order of executions other than PARALLEL",
    ({ resource }) => (resource.aws_codepipeline.pipeline["execution_mode"] = "QUEUED"),
    "a rehearsal knows PARALLEL, got QUEUED",
  ],
])("%s is refused, not guessed", (_, change, message) => {
  expect(() => read(change)).toThrow(message);
});
