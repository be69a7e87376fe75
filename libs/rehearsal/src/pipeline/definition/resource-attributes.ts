import { type StackPlace } from "./terraform-stack";

type ArnOf = (text: (argument: string) => string, place: StackPlace) => string;

const regional =
  (service: string, prefix: string, argument = "name"): ArnOf =>
  (text, { partition, region, accountId }) =>
    `arn:${partition}:${service}:${region}:${accountId}:${prefix}${text(argument)}`;

/** IAM keeps a role's path in its ARN. */
const iamRole: ArnOf = (text, { partition, accountId }) => {
  const path = optional(text, "path") ?? "/";
  return `arn:${partition}:iam::${accountId}:role${path}${text("name")}`;
};

const optional = (text: (argument: string) => string, argument: string): string | undefined => {
  try {
    return text(argument);
  } catch {
    return undefined;
  }
};

/** ARNs that follow from a resource's own name. Those of keys are AWS's to say. */
export const ARN_OF: Readonly<Record<string, ArnOf>> = {
  aws_s3_bucket: (text, { partition }) => `arn:${partition}:s3:::${text("bucket")}`,
  aws_iam_role: iamRole,
  aws_dynamodb_table: regional("dynamodb", "table/"),
  aws_codebuild_project: regional("codebuild", "project/"),
  aws_codepipeline: regional("codepipeline", ""),
  aws_lambda_function: regional("lambda", "function:", "function_name"),
  aws_sns_topic: regional("sns", ""),
  aws_sqs_queue: regional("sqs", ""),
  aws_cloudwatch_log_group: regional("logs", "log-group:"),
  aws_cloudwatch_event_rule: regional("events", "rule/"),
};

/** The argument that is the resource's id. */
export const NAME_ARGUMENTS: Readonly<Record<string, string>> = {
  aws_s3_bucket: "bucket",
  aws_iam_role: "name",
  aws_dynamodb_table: "name",
  aws_codepipeline: "name",
  aws_lambda_function: "function_name",
  aws_cloudwatch_log_group: "name",
  aws_cloudwatch_event_rule: "name",
};
