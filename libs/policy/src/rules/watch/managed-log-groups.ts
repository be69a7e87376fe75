import type { JsonObject } from "@tagform/hcl";

import type { Block, Configuration } from "../../document/configuration";
import { blockOf, isGiven, literalOf, textOf } from "../../document/values";
import type { ConfigurationRule } from "../../rule";
import { violationsOf } from "../../violations";

/** Where what runs writes its logs, as an argument and as the name that AWS makes up without one. */
function logsOf({ type, body }: Block): {
  readonly given: JsonObject[string] | undefined;
  readonly made: string;
} {
  if (type === "aws_lambda_function") {
    return {
      given: blockOf(body["logging_config"])["log_group"],
      made: `/aws/lambda/${textOf(body["function_name"]) ?? ""}`,
    };
  }
  if (type === "aws_codebuild_project") {
    return {
      given: blockOf(blockOf(body["logs_config"])["cloudwatch_logs"])["group_name"],
      made: `/aws/codebuild/${textOf(body["name"]) ?? ""}`,
    };
  }
  return { given: blockOf(body["access_log_settings"])["destination_arn"], made: "" };
}

function isManaged(block: Block, configuration: Configuration): boolean {
  const { given, made } = logsOf(block);
  const names = configuration.ofType("aws_cloudwatch_log_group").map(({ body }) => body["name"]);
  if (!isGiven(given)) return names.includes(made);
  return (
    configuration.target(given)?.type === "aws_cloudwatch_log_group" || names.includes(literalOf(given) ?? "")
  );
}

const TYPES = ["aws_lambda_function", "aws_codebuild_project"];
const example = (logging: JsonObject) => ({
  resource: {
    aws_cloudwatch_log_group: { web: { name: "/web", retention_in_days: 90 } },
    aws_lambda_function: {
      web: {
        ...{
          function_name: "web",
          role: "arn:aws:iam::111122223333:role/web",
          runtime: "nodejs24.x",
          handler: "index.handler",
        },
        ...{ s3_bucket: "code", s3_key: "web.zip", architectures: ["arm64"], ...logging },
      },
    },
  },
});

export const managedLogGroups: ConfigurationRule = {
  id: "TAGFORM_WATCH_2",
  title: "Functions and builds write to a log group of the cell",
  severity: "medium",
  why: "The group that AWS makes for them at the first line is never deleted, belongs to no cell, and is encrypted with nobody's key.",
  fix: "Define aws_cloudwatch_log_group with a retention, and refer to it: logging_config.log_group, logs_config.cloudwatch_logs.group_name.",
  link: "https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-loggroups.html",
  appliesTo: "configuration",
  check: (configuration) =>
    violationsOf(configuration.ofType(...TYPES), (block) =>
      isManaged(block, configuration)
        ? undefined
        : "its log group is not of this cell: AWS makes one that is kept for ever",
    ),
  passes: example({
    logging_config: { log_format: "JSON", log_group: "${aws_cloudwatch_log_group.web.name}" },
  }),
  fails: example({}),
};
