import { zoneOf, zonesOf } from "../../document/zones";
import type { ConfigurationRule } from "../../rule";
import { violationsOf } from "../../violations";
import { fleet, OWN_TEMPLATE } from "./examples";

export const everyZone: ConfigurationRule = {
  id: "TAGFORM_FLEET_5",
  title: "A group has a subnet in every zone of its network",
  severity: "medium",
  why: "Each zone has capacity of its own: a zone that is left out is one less way round a shortage or a failure.",
  fix: "Give the group a subnet of each zone.",
  link: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/auto-scaling-benefits.html",
  appliesTo: "configuration",
  check: (configuration) =>
    violationsOf(configuration.ofType("aws_autoscaling_group"), ({ body }) => {
      const zones = zonesOf(body["vpc_zone_identifier"], configuration);
      const all = new Set(
        configuration
          .ofType("aws_subnet")
          .map(zoneOf)
          .filter((zone) => zone !== undefined),
      );
      const missing = [...all].filter((zone) => zones?.has(zone) === false);
      return missing.length === 0 ? undefined : `it has no subnet in ${missing.join(", ")}`;
    }),
  passes: fleet(OWN_TEMPLATE),
  fails: fleet({ ...OWN_TEMPLATE, vpc_zone_identifier: ["${aws_subnet.z1.id}"] }),
};
