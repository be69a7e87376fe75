import type { Block, Configuration } from "../../document/configuration";
import { blockOf, blocksOf, isTrue, numberOf, textOf } from "../../document/values";
import type { ConfigurationRule } from "../../rule";
import { violationsOf } from "../../violations";
import { fleet, mixed } from "./examples";
import { fleetParts } from "./fleet-parts";

const TYPES = [{ instance_type: "m7g.large" }, { instance_type: "m6g.large" }];
/** Both look at capacity; what the catalog names is the older of the two. */
const STRATEGIES = ["price-capacity-optimized", "capacity-optimized", "capacity-optimized-prioritized"];
const camelCase = (text: string): string =>
  text.replaceAll(/-[a-z]/g, ([, letter = ""]) => letter.toUpperCase());
const KNOWN = new Set([...STRATEGIES, ...STRATEGIES.map(camelCase)]);

/** How Spot is asked for, if it is. */
function spotOf({ type, body }: Block, parts: ReturnType<typeof fleetParts>) {
  if (type === "aws_ec2_fleet") {
    const options = blockOf(body["spot_options"]);
    const specification = blockOf(body["target_capacity_specification"]);
    const isSpot = specification["default_target_capacity_type"] === "spot";
    const rebalances = blocksOf(blockOf(options["maintenance_strategies"])["capacity_rebalance"]).length > 0;
    return isSpot ? { strategy: textOf(options["allocation_strategy"]), rebalances } : undefined;
  }
  const { distribution } = parts;
  const share = numberOf(distribution["on_demand_percentage_above_base_capacity"]) ?? 100;
  const strategy = textOf(distribution["spot_allocation_strategy"]);
  return share < 100 ? { strategy, rebalances: isTrue(body["capacity_rebalance"]) } : undefined;
}

const groups = (configuration: Configuration): readonly Block[] =>
  configuration.ofType("aws_autoscaling_group", "aws_ec2_fleet");

export const spotAllocation: ConfigurationRule = {
  id: "TAGFORM_FLEET_7",
  title: "Spot instances are taken from where capacity is, and replaced before they are interrupted",
  severity: "medium",
  why: "The cheapest pool is the one that is taken away first, for all instances at once; without rebalancing, two minutes are all the warning there is.",
  fix: 'Set spot_allocation_strategy to "price-capacity-optimized" or "capacity-optimized", and capacity_rebalance.',
  link: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/spot-best-practices.html",
  appliesTo: "configuration",
  check: (configuration) =>
    violationsOf(groups(configuration), (group) => {
      const spot = spotOf(group, fleetParts(group));
      if (spot === undefined) return undefined;
      const { strategy = "lowest-price", rebalances } = spot;
      const problems = [
        ...(KNOWN.has(strategy) ? [] : [`Spot is allocated by ${strategy}`]),
        ...(rebalances ? [] : ["capacity is not rebalanced"]),
      ];
      return problems.length === 0 ? undefined : problems.join("; ");
    }),
  passes: fleet({
    ...mixed(
      { on_demand_percentage_above_base_capacity: 0, spot_allocation_strategy: "price-capacity-optimized" },
      TYPES,
    ),
    capacity_rebalance: true,
  }),
  fails: fleet(
    mixed({ on_demand_percentage_above_base_capacity: 0, spot_allocation_strategy: "lowest-price" }, TYPES),
  ),
};
