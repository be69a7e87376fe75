import type { JsonObject } from "@tagform/hcl";

import type { Block } from "../../document/configuration";
import { blockOf, blocksOf, numberOf, textOf } from "../../document/values";
import type { ConfigurationRule } from "../../rule";
import { violationsOf } from "../../violations";

/** Shares of the group, in percent: beyond them one step is a spike, or comes too late. The sources name no numbers. */
const LARGEST_STEP = 50;
const LATEST_CPU = 80;

const policy = (more: JsonObject) => ({
  resource: {
    aws_autoscaling_policy: { cpu: { name: "cpu", autoscaling_group_name: "web", ...more } },
  },
});
const cpu = (target: number) => ({
  policy_type: "TargetTrackingScaling",
  target_tracking_configuration: {
    predefined_metric_specification: { predefined_metric_type: "ASGAverageCPUUtilization" },
    target_value: target,
  },
});

function problem({ body }: Block): string | undefined {
  const type = textOf(body["policy_type"]) ?? "SimpleScaling";
  if (type === "SimpleScaling") return "SimpleScaling waits after each step: use target tracking or steps";
  const isShare = body["adjustment_type"] === "PercentChangeInCapacity";
  const steps = blocksOf(body["step_adjustment"]).map((step) => numberOf(step["scaling_adjustment"]) ?? 0);
  const largest = Math.max(0, ...steps);
  if (isShare && largest > LARGEST_STEP)
    return `one step adds ${largest} % of the group, at most ${LARGEST_STEP} are few enough`;
  const tracking = blockOf(body["target_tracking_configuration"]);
  const metric = textOf(blockOf(tracking["predefined_metric_specification"])["predefined_metric_type"]);
  const target = numberOf(tracking["target_value"]) ?? 0;
  return metric?.includes("CPUUtilization") === true && target > LATEST_CPU
    ? `it waits until CPU is at ${target} %, at most ${LATEST_CPU} leave time to start`
    : undefined;
}

export const smallSteps: ConfigurationRule = {
  id: "TAGFORM_FLEET_10",
  title: "Scaling begins early, in small steps",
  severity: "medium",
  why: "Many instances at once, late, find no capacity and come up together while the load is already there.",
  fix: "Track a target with room to spare, or add at most half of the group per step.",
  link: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scaling-target-tracking.html",
  appliesTo: "configuration",
  check: (configuration) => violationsOf(configuration.ofType("aws_autoscaling_policy"), problem),
  passes: policy(cpu(70)),
  fails: policy(cpu(95)),
};
