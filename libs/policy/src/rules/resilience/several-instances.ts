import { numberOf } from "../../document/values";
import { zonesOf } from "../../document/zones";
import type { ConfigurationRule } from "../../rule";
import { violationsOf } from "../../violations";
import { cellOf } from "../examples";

const subnet = (zone: number) => ({
  ...{
    vpc_id: "${aws_vpc.main.id}",
    cidr_block: `10.0.${zone}.0/24`,
    availability_zone_id: `use1-az${zone}`,
  },
});
const group = (min: number, zones: number[]) => ({
  provider: cellOf("prod"),
  resource: {
    aws_vpc: { main: { cidr_block: "10.0.0.0/20" } },
    aws_subnet: { z1: subnet(1), z2: subnet(2) },
    aws_autoscaling_group: {
      web: {
        ...{
          min_size: min,
          desired_capacity: 4,
          max_size: 4,
          launch_template: { name: "web", version: "1" },
        },
        vpc_zone_identifier: zones.map((zone) => `\${aws_subnet.z${zone}.id}`),
      },
    },
  },
});

export const severalInstances: ConfigurationRule = {
  id: "TAGFORM_RES_1",
  title: "In prod a group keeps two instances in two zones, at least",
  severity: "high",
  why: "One instance, or one zone, is a single point of failure however many replacements may follow.",
  fix: "Set min_size to 2 or more, and subnets of two zones or more.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/autoscaling-controls.html#autoscaling-2",
  appliesTo: "configuration",
  check: (configuration) =>
    configuration.cell.environment !== "prod"
      ? []
      : violationsOf(configuration.ofType("aws_autoscaling_group"), ({ body }) => {
          const min = numberOf(body["min_size"]) ?? 0;
          const zones = zonesOf(body["vpc_zone_identifier"], configuration)?.size ?? 2;
          return min >= 2 && zones >= 2 ? undefined : `it keeps ${min} instances in ${zones} zones`;
        }),
  passes: group(2, [1, 2]),
  fails: group(1, [1, 2]),
};
