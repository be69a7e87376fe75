import { literalOf } from "../../document/values";
import type { ConfigurationRule } from "../../rule";
import { violationsOf } from "../../violations";

const NETWORK = { aws_vpc: { main: { cidr_block: "10.0.0.0/20" } } };
const subnet = (zone: Record<string, string>) => ({
  resource: {
    ...NETWORK,
    aws_subnet: { a: { vpc_id: "${aws_vpc.main.id}", cidr_block: "10.0.0.0/24", ...zone } },
  },
});

export const zoneIds: ConfigurationRule = {
  id: "TAGFORM_NET_2",
  title: "A subnet says its zone, as an id",
  severity: "medium",
  why: "Without a zone AWS picks one per subnet: all tiers of a network may end up in one, and another apply elsewhere picks others.",
  fix: "Set availability_zone_id to an id such as use1-az1, from the cell's data.",
  link: "https://docs.aws.amazon.com/ram/latest/userguide/working-with-az-ids.html",
  appliesTo: "configuration",
  check: (configuration) =>
    violationsOf(configuration.ofType("aws_subnet"), ({ body }) => {
      const { availability_zone_id: id, availability_zone: name } = body;
      if (id === undefined && name === undefined) return "it says no availability_zone_id";
      const literal = literalOf(id);
      return literal === undefined || /^[a-z]+\d-az\d+$/.test(literal)
        ? undefined
        : `availability_zone_id is "${literal}", which is no id as use1-az1`;
    }),
  passes: subnet({ availability_zone_id: "euc1-az2" }),
  fails: subnet({}),
};
