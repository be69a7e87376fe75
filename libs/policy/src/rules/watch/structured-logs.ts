import type { JsonObject } from "@tagform/hcl";

import { blockOf } from "../../document/values";
import type { ConfigurationRule } from "../../rule";
import { violationsOf } from "../../violations";

const example = (format: string): JsonObject => ({
  resource: {
    aws_lambda_function: {
      web: {
        ...{
          function_name: "web",
          role: "arn:aws:iam::111122223333:role/web",
          runtime: "nodejs24.x",
          handler: "index.handler",
        },
        ...{ s3_bucket: "code", s3_key: "web.zip", logging_config: { log_format: format } },
      },
    },
  },
});

export const structuredLogs: ConfigurationRule = {
  id: "TAGFORM_WATCH_3",
  title: "Functions log JSON",
  severity: "low",
  why: "Levels and fields of plain lines are searched for by pattern, and found as long as nobody words them differently.",
  fix: 'Set logging_config.log_format to "JSON".',
  link: "https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html",
  appliesTo: "configuration",
  check: (configuration) =>
    violationsOf(configuration.ofType("aws_lambda_function"), ({ body }) => {
      const format = blockOf(body["logging_config"])["log_format"] ?? "Text";
      return format === "JSON" ? undefined : `its log format is ${JSON.stringify(format)}`;
    }),
  passes: example("JSON"),
  fails: example("Text"),
};
