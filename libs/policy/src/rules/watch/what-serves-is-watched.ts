import type { JsonObject } from "@tagform/hcl";

import type { Block, Configuration } from "../../document/configuration";
import { referencesIn } from "../../document/references";
import { literalOf, textsWithin } from "../../document/values";
import type { ConfigurationRule } from "../../rule";
import { violationsOf } from "../../violations";

/** What serves, and the argument by which alarms name it where they do not refer to it. */
const SERVING: Readonly<Record<string, string>> = {
  aws_lb: "name",
  aws_autoscaling_group: "name",
  aws_lambda_function: "function_name",
  aws_ecs_service: "name",
  aws_db_instance: "identifier",
};
const ALARMS = ["aws_cloudwatch_metric_alarm"];

function isWatched(block: Block, configuration: Configuration): boolean {
  const name = literalOf(block.body[SERVING[block.type] ?? ""]);
  return configuration.ofType(...ALARMS).some(({ body }) => {
    const watched: JsonObject = {
      dimensions: body["dimensions"] ?? {},
      metric_query: body["metric_query"] ?? [],
    };
    if (referencesIn(watched).includes(block.address)) return true;
    return name !== undefined && [...textsWithin(watched)].some(({ text }) => text === name);
  });
}

const LB = {
  aws_lb: {
    front: {
      name: "front",
      load_balancer_type: "application",
      subnets: ["subnet-0a1b2c3d", "subnet-4e5f6a7b"],
    },
  },
};

export const whatServesIsWatched: ConfigurationRule = {
  id: "TAGFORM_WATCH_5",
  title: "What serves requests has an alarm",
  severity: "medium",
  why: "Without an alarm the first to know of a failure are the users.",
  fix: "Add an alarm on what users feel: errors and latency of a load balancer, errors of a function, healthy instances of a group.",
  link: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html",
  appliesTo: "configuration",
  check: (configuration) =>
    violationsOf(configuration.ofType(...Object.keys(SERVING)), (block) =>
      isWatched(block, configuration) ? undefined : "no alarm of this cell watches it",
    ),
  passes: {
    resource: {
      ...LB,
      aws_cloudwatch_metric_alarm: {
        errors: {
          ...{
            alarm_name: "errors",
            comparison_operator: "GreaterThanThreshold",
            evaluation_periods: 3,
            threshold: 1,
          },
          ...{
            namespace: "AWS/ApplicationELB",
            metric_name: "HTTPCode_Target_5XX_Count",
            period: 60,
            statistic: "Sum",
          },
          dimensions: { LoadBalancer: "${aws_lb.front.arn_suffix}" },
          alarm_actions: ["arn:aws:sns:us-east-1:111122223333:alarms"],
        },
      },
    },
  },
  fails: { resource: LB },
};
