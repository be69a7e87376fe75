import { numberOf, textsOf } from "../../document/values";
import { blockOf } from "../../document/values";
import type { ConfigurationRule } from "../../rule";
import { violationsOf } from "../../violations";
import { fleet, OWN_TEMPLATE } from "./examples";

export const deliberateSize: ConfigurationRule = {
  id: "TAGFORM_FLEET_2",
  title: "A group says its minimum, desired and maximum size, in this order",
  severity: "medium",
  why: "The maximum is what ends a runaway scaling; a desired size that is not said is whatever was there, and AWS refuses one outside of the limits in the middle of an apply.",
  fix: "Set min_size <= desired_capacity <= max_size, with a maximum that somebody has chosen.",
  link: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/asg-capacity-limits.html",
  appliesTo: "configuration",
  check: (configuration) =>
    violationsOf(configuration.ofType("aws_autoscaling_group"), ({ body }) => {
      const [min, max, desired] = ["min_size", "max_size", "desired_capacity"].map((key) =>
        numberOf(body[key]),
      );
      const ignored = textsOf(blockOf(body["lifecycle"])["ignore_changes"]).includes("desired_capacity");
      if (min === undefined || max === undefined) return "min_size and max_size must be numbers";
      if (desired === undefined) return ignored ? undefined : "it says no desired_capacity";
      return min <= desired && desired <= max
        ? undefined
        : `min ${min}, desired ${desired}, max ${max} are not in this order`;
    }),
  passes: fleet(OWN_TEMPLATE),
  fails: fleet({ ...OWN_TEMPLATE, min_size: 2, desired_capacity: 5, max_size: 4 }),
};
