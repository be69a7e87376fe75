import { isRegion, REGIONS } from "@tagform/deployment";

import { isGiven, literalOf, textOf } from "../../document/values";
import type { ConfigurationRule } from "../../rule";
import { violationsOf } from "../../violations";

const zonesOfRegion = (region: string): readonly string[] | undefined =>
  isRegion(region) ? REGIONS[region].availabilityZoneIds : undefined;

const NETWORK = { aws_vpc: { main: { cidr_block: "10.0.0.0/20" } } };
const subnet = (zone: Record<string, string>) => ({
  resource: {
    ...NETWORK,
    aws_subnet: { a: { vpc_id: "${aws_vpc.main.id}", cidr_block: "10.0.0.0/24", ...zone } },
  },
});

export const zoneIds: ConfigurationRule = {
  id: "TAGFORM_NET_2",
  title: "A subnet says its zone, as an id of its Region",
  severity: "medium",
  why: "Without a zone AWS picks one per subnet: all tiers of a network may end up in one, and another apply elsewhere picks others.",
  fix: "Set availability_zone_id to an id such as use1-az1, from the cell's data.",
  link: "https://docs.aws.amazon.com/ram/latest/userguide/working-with-az-ids.html",
  appliesTo: "configuration",
  check: (configuration) => {
    const known = zonesOfRegion(textOf(configuration.provider["region"]) ?? "");
    return violationsOf(configuration.ofType("aws_subnet"), ({ body }) => {
      const { availability_zone_id: id, availability_zone: name } = body;
      if (id === undefined && name === undefined) return "it says no availability_zone_id";
      const literal = literalOf(id);
      if (literal === undefined) return undefined;
      if (!/^[a-z]+\d-az\d+$/.test(literal))
        return `availability_zone_id is "${literal}", which is no id as use1-az1`;
      return known === undefined || known.includes(literal) || isGiven(body["region"])
        ? undefined
        : `availability_zone_id is "${literal}", the cell's Region has ${known.join(", ")}`;
    });
  },
  passes: subnet({ availability_zone_id: "euc1-az2" }),
  fails: subnet({}),
};
