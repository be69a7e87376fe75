import type { JsonObject } from "@tagform/hcl";

import { both, type Mutation, set } from "./mutation";

const PIPELINE = "aws_codepipeline.delivery_pipeline_pipeline";
const project = (name: string): string => `aws_codebuild_project.delivery_projects_${name}_project`;

/** Of each rule, how the delivery of prod would break it. */
export const DELIVERY_MUTATIONS: Readonly<Record<string, Mutation>> = {
  TAGFORM_WATCH_2: set(
    "aws_lambda_function.delivery_dispatch_dispatch_function",
    ["logging_config", "log_group"],
    "/elsewhere",
  ),
  TAGFORM_IAM_2: set(project("verify"), ["environment", "environment_variable", 0], {
    name: "DEPLOY_TOKEN",
    value: "correct horse battery staple",
  }),
  TAGFORM_PIPE_1: both(
    set(PIPELINE, ["stage", 2, "name"], "Plan"),
    set(PIPELINE, ["stage", 3, "name"], "Scan"),
  ),
  TAGFORM_PIPE_2: (document) => {
    const { aws_codepipeline: pipelines } = document["resource"] as Record<string, JsonObject>;
    return set("aws_codepipeline.other", [], pipelines?.["delivery_pipeline_pipeline"] ?? {})(document);
  },
  TAGFORM_PIPE_3: set(project("verify"), ["service_role"], "${aws_iam_role.delivery_roles_apply.arn}"),
  TAGFORM_PIPE_4: set(project("verify"), ["environment", "image"], "node:22"),
  TAGFORM_PIPE_5: set(project("source"), ["source", "auth", "type"], "OAUTH"),
};
