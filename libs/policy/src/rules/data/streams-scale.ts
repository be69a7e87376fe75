import type { JsonObject } from "@tagform/hcl";

import { blockOf, isGiven, isObject, isTrue } from "../../document/values";
import type { ConfigurationRule } from "../../rule";
import { violationsOf } from "../../violations";

const job = (more: JsonObject) => ({
  resource: {
    aws_glue_job: {
      stream: {
        ...{
          name: "stream",
          role_arn: "arn:aws:iam::111122223333:role/stream",
          glue_version: "5.0",
          worker_type: "G.1X",
        },
        command: { name: "gluestreaming", script_location: "s3://code/stream.py" },
        ...more,
      },
    },
  },
});

export const streamsScale: ConfigurationRule = {
  id: "TAGFORM_DATA_3",
  title: "A streaming job scales, up to a limit",
  severity: "medium",
  why: "A fixed number of workers is paid for at night and falls behind by day; without a limit one slow sink scales it without end.",
  fix: 'Set default_arguments["--enable-auto-scaling"] to "true", and number_of_workers, which is its maximum then.',
  link: "https://docs.aws.amazon.com/glue/latest/dg/auto-scaling.html",
  appliesTo: "configuration",
  check: (configuration) =>
    violationsOf(configuration.ofType("aws_glue_job"), ({ body }) => {
      if (blockOf(body["command"])["name"] !== "gluestreaming") return undefined;
      const { default_arguments: given } = body;
      const scales = isObject(given) && isTrue(given["--enable-auto-scaling"]);
      if (!scales) return "it does not scale";
      return isGiven(body["number_of_workers"]) ? undefined : "it scales without a maximum";
    }),
  passes: job({ number_of_workers: 10, default_arguments: { "--enable-auto-scaling": "true" } }),
  fails: job({ number_of_workers: 10 }),
};
