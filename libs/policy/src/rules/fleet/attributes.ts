import type { JsonObject } from "@tagform/hcl";

import { blockOf, blocksOf, isGiven, numberOf } from "../../document/values";
import type { ConfigurationRule } from "../../rule";
import { violationsOf } from "../../violations";
import { fleet, mixed, OWN_TEMPLATE, template } from "./examples";
import { fleetParts, templateOf } from "./fleet-parts";

const REQUIREMENTS = { memory_mib: { min: 8192 }, vcpu_count: { min: 4 } };

const lacks = (requirements: JsonObject): string[] =>
  ["memory_mib", "vcpu_count"].filter((key) => numberOf(blockOf(requirements[key])["min"]) === undefined);

export const attributes: ConfigurationRule = {
  id: "TAGFORM_FLEET_6",
  title: "Types by attributes say the least memory and CPUs, and belong to a group of mixed instances",
  severity: "medium",
  why: "Without a minimum the request is refused, in the middle of an apply; and a group without mixed_instances_policy cannot use a template that has attributes and no type.",
  fix: "Set memory_mib.min and vcpu_count.min, and give the group a mixed_instances_policy whose On-Demand allocation is lowest-price.",
  link: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/create-mixed-instances-group-attribute-based-instance-type-selection.html",
  appliesTo: "configuration",
  check: (configuration) => [
    ...violationsOf(
      configuration.ofType("aws_launch_template", "aws_autoscaling_group", "aws_ec2_fleet"),
      (block) => {
        const configs = blocksOf(block.body["launch_template_config"]);
        const overrides = [
          ...fleetParts(block).overrides,
          ...configs.flatMap(({ override }) => blocksOf(override)),
        ];
        const all = [block.body, ...overrides].flatMap((body) => blocksOf(body["instance_requirements"]));
        const missing = [...new Set(all.flatMap(lacks))];
        return missing.length === 0
          ? undefined
          : `instance_requirements says no ${missing.map((key) => `${key}.min`).join(", ")}`;
      },
    ),
    ...violationsOf(configuration.ofType("aws_autoscaling_group"), (group) => {
      const parts = fleetParts(group);
      const body = templateOf(parts.template, configuration)?.body ?? {};
      const byAttributes =
        isGiven(body["instance_requirements"]) ||
        parts.overrides.some((override) => "instance_requirements" in override);
      if (byAttributes && !parts.mixed)
        return "its template has instance_requirements: it needs a mixed_instances_policy";
      const strategy = parts.distribution["on_demand_allocation_strategy"] ?? "prioritized";
      return byAttributes && strategy === "prioritized"
        ? "AWS takes no on_demand_allocation_strategy of prioritized with attributes: lowest-price"
        : undefined;
    }),
  ],
  passes: fleet(
    mixed({ on_demand_allocation_strategy: "lowest-price" }, [{ instance_requirements: REQUIREMENTS }]),
  ),
  fails: fleet(OWN_TEMPLATE, { web: template({ instance_requirements: REQUIREMENTS }) }),
};
