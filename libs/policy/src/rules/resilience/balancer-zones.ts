import { blocksOf } from "../../document/values";
import { zonesOf } from "../../document/zones";
import type { ConfigurationRule } from "../../rule";
import { violationsOf } from "../../violations";
import { NETWORK } from "./examples";

const balancer = (zones: number[]) => ({
  resource: {
    ...NETWORK,
    aws_lb: {
      front: {
        ...{ name: "front", load_balancer_type: "network" },
        subnets: zones.map((zone) => `\${aws_subnet.public${zone}.id}`),
      },
    },
  },
});

export const balancerZones: ConfigurationRule = {
  id: "TAGFORM_RES_2",
  title: "A load balancer stands in two zones, at least",
  severity: "high",
  why: "A load balancer in one zone goes with it, and everything behind it in the other zones is out of reach.",
  fix: "Give it subnets of two zones or more; two subnets in one zone are still one zone.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-13",
  appliesTo: "configuration",
  check: (configuration) =>
    violationsOf(configuration.ofType("aws_lb", "aws_alb"), ({ body }) => {
      const mapped = blocksOf(body["subnet_mapping"]).map((mapping) => mapping["subnet_id"] ?? null);
      const zones = zonesOf(mapped.length > 0 ? mapped : body["subnets"], configuration);
      return zones === undefined || zones.size >= 2 ? undefined : `its subnets are in ${zones.size} zone`;
    }),
  passes: balancer([1, 2]),
  fails: balancer([1]),
};
