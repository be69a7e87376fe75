import { numberOf } from "../../document/values";
import type { ConfigurationRule } from "../../rule";
import { violationsOf } from "../../violations";
import { fleet, OWN_TEMPLATE } from "./examples";

const example = fleet(OWN_TEMPLATE);
const resources = example["resource"] as ConfigurationRule["passes"];

export const scales: ConfigurationRule = {
  id: "TAGFORM_FLEET_11",
  title: "A group that may grow has something that lets it",
  severity: "medium",
  why: "A maximum above the minimum promises elasticity; without a policy or a schedule the group stays at its desired size until it falls over.",
  fix: "Add an aws_autoscaling_policy or aws_autoscaling_schedule, or set minimum and maximum to the same size.",
  link: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/scale-your-group.html",
  appliesTo: "configuration",
  check: (configuration) =>
    violationsOf(configuration.ofType("aws_autoscaling_group"), (group) => {
      const [min = 0, max = 0] = [numberOf(group.body["min_size"]), numberOf(group.body["max_size"])];
      const types = ["aws_autoscaling_policy", "aws_autoscaling_schedule"];
      const moved = types.some(
        (type) => configuration.referring(type, "autoscaling_group_name", group).length > 0,
      );
      return max > min && !moved ? `it may grow from ${min} to ${max}, and nothing scales it` : undefined;
    }),
  passes: {
    ...example,
    resource: {
      ...resources,
      aws_autoscaling_policy: {
        cpu: {
          ...{ name: "cpu", autoscaling_group_name: "${aws_autoscaling_group.web.name}" },
          policy_type: "TargetTrackingScaling",
          target_tracking_configuration: {
            predefined_metric_specification: { predefined_metric_type: "ASGAverageCPUUtilization" },
            target_value: 70,
          },
        },
      },
    },
  },
  fails: example,
};
