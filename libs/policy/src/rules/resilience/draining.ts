import { numberOf } from "../../document/values";
import type { ConfigurationRule } from "../../rule";
import { violationsOf } from "../../violations";

const targets = (delay: ConfigurationRule["passes"]) => ({
  resource: {
    aws_lb_target_group: {
      web: {
        name: "web",
        port: 8080,
        protocol: "HTTP",
        vpc_id: "vpc-0123456789abcdef0",
        health_check: { path: "/health" },
        ...delay,
      },
    },
  },
});

export const draining: ConfigurationRule = {
  id: "TAGFORM_RES_5",
  title: "A target group says how long targets may finish their work",
  severity: "medium",
  why: "At 0 every deployment cuts requests off; at the default of 300 seconds every replacement takes five minutes, also of programs that answer in one.",
  fix: "Set deregistration_delay to a little more than the longest request, above 0.",
  link: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html#deregistration-delay",
  appliesTo: "configuration",
  check: (configuration) =>
    violationsOf(configuration.ofType("aws_lb_target_group", "aws_alb_target_group"), ({ body }) => {
      const delay = numberOf(body["deregistration_delay"]);
      if (body["target_type"] === "lambda" || (delay !== undefined && delay > 0)) return undefined;
      return delay === undefined ? "it says no deregistration_delay" : "its targets are cut off at once";
    }),
  passes: targets({ deregistration_delay: "30" }),
  fails: targets({}),
};
