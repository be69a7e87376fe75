import type { JsonObject } from "@tagform/hcl";

import { textsOf } from "../../document/values";
import type { ConfigurationRule } from "../../rule";
import { violationsOf } from "../../violations";

const alarm = (more: JsonObject) => ({
  resource: {
    aws_cloudwatch_metric_alarm: {
      errors: {
        ...{
          alarm_name: "errors",
          comparison_operator: "GreaterThanThreshold",
          evaluation_periods: 3,
          threshold: 1,
        },
        ...{ namespace: "AWS/Lambda", metric_name: "Errors", period: 60, statistic: "Sum", ...more },
      },
    },
  },
});

export const alarmsTell: ConfigurationRule = {
  id: "TAGFORM_WATCH_4",
  title: "Every alarm tells somebody",
  severity: "medium",
  why: "An alarm without an action turns red where nobody looks.",
  fix: "Give it alarm_actions with the workload's topic, or make it part of a composite alarm that has some.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html#cloudwatch-15",
  appliesTo: "configuration",
  check: (configuration) => {
    const rules = configuration
      .ofType("aws_cloudwatch_composite_alarm")
      .map(({ body }) => JSON.stringify(body["alarm_rule"] ?? ""));
    return violationsOf(
      configuration.ofType("aws_cloudwatch_metric_alarm", "aws_cloudwatch_composite_alarm"),
      ({ address, body }) => {
        const isPart = rules.some((rule) => rule.includes(address));
        if (body["actions_enabled"] === false) return "its actions are switched off";
        return textsOf(body["alarm_actions"]).length > 0 || isPart ? undefined : "it has no alarm_actions";
      },
    );
  },
  passes: alarm({ alarm_actions: ["arn:aws:sns:us-east-1:111122223333:alarms"] }),
  fails: alarm({}),
};
