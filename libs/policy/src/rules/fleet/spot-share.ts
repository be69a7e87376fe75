import { isGiven, numberOf, textOf } from "../../document/values";
import type { ConfigurationRule } from "../../rule";
import { violationsOf } from "../../violations";
import { fleet, mixed } from "./examples";
import { fleetParts } from "./fleet-parts";

const TYPES = [{ instance_type: "m7g.large" }, { instance_type: "m6g.large" }];
const SPOT = { spot_allocation_strategy: "price-capacity-optimized" };

export const spotShare: ConfigurationRule = {
  id: "TAGFORM_FLEET_8",
  title: "A group that chooses among Spot pools has a share of Spot",
  severity: "medium",
  why: "The share of On-Demand is 100 % by default: what was meant to run on Spot costs three times as much, and nothing says so.",
  fix: "Set on_demand_percentage_above_base_capacity (0 for Spot only), or leave the Spot strategy out.",
  link: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/mixed-instances-groups-set-up-overview.html",
  appliesTo: "configuration",
  check: (configuration) =>
    violationsOf(configuration.ofType("aws_autoscaling_group"), (group) => {
      const { distribution } = fleetParts(group);
      const share = numberOf(distribution["on_demand_percentage_above_base_capacity"]) ?? 100;
      const strategy = distribution["spot_allocation_strategy"];
      return isGiven(strategy) && share >= 100
        ? `it allocates Spot by ${textOf(strategy) ?? "a strategy"}, and all of it is On-Demand`
        : undefined;
    }),
  passes: fleet({
    ...mixed({ ...SPOT, on_demand_percentage_above_base_capacity: 0 }, TYPES),
    capacity_rebalance: true,
  }),
  fails: fleet(mixed(SPOT, TYPES)),
};
