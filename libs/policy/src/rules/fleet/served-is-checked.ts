import { textsOf } from "../../document/values";
import type { ConfigurationRule } from "../../rule";
import { violationsOf } from "../../violations";
import { fleet, OWN_TEMPLATE } from "./examples";

const TARGETS = {
  target_group_arns: ["arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/web/1a2b3c4d5e6f7a8b"],
};

export const servedIsChecked: ConfigurationRule = {
  id: "TAGFORM_FLEET_1",
  title: "A group behind a load balancer replaces what the load balancer finds unhealthy",
  severity: "high",
  why: "With EC2's check alone, an instance that has booted and answers nothing stays for ever. checkov sees groups only that are attached by a resource of their own.",
  fix: 'Set health_check_type to "ELB", with a grace period in which the program can start.',
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/autoscaling-controls.html#autoscaling-1",
  appliesTo: "configuration",
  check: (configuration) =>
    violationsOf(configuration.ofType("aws_autoscaling_group"), (group) => {
      const { body } = group;
      const own = ["target_group_arns", "load_balancers", "traffic_source"].some(
        (key) => textsOf(body[key]).length > 0 || (key === "traffic_source" && body[key] !== undefined),
      );
      const types = ["aws_autoscaling_attachment", "aws_autoscaling_traffic_source_attachment"];
      const attached = types.some(
        (type) => configuration.referring(type, "autoscaling_group_name", group).length > 0,
      );
      return (own || attached) && body["health_check_type"] !== "ELB"
        ? `it serves targets of a load balancer, and health_check_type is ${JSON.stringify(body["health_check_type"] ?? "EC2")}`
        : undefined;
    }),
  passes: fleet({ ...OWN_TEMPLATE, ...TARGETS, health_check_type: "ELB" }),
  fails: fleet({ ...OWN_TEMPLATE, ...TARGETS, health_check_type: "EC2" }),
};
