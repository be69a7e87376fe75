import { textsWithin } from "../../document/values";
import type { ConfigurationRule } from "../../rule";
import { violationsOf } from "../../violations";

const ZONE_NAME = /\b[a-z]{2}(?:-[a-z]+)+-\d[a-z]\b/;
const NETWORK = { aws_vpc: { main: { cidr_block: "10.0.0.0/20" } } };
const subnet = (zone: Record<string, string>) => ({
  resource: {
    ...NETWORK,
    aws_subnet: { a: { vpc_id: "${aws_vpc.main.id}", cidr_block: "10.0.0.0/24", ...zone } },
  },
});

export const noZoneNames: ConfigurationRule = {
  id: "TAGFORM_NET_1",
  title: "Zones are named by their ids, never by names",
  severity: "medium",
  why: "The name us-east-1a is another place in another account: what two accounts both put there may share no building, or all of them.",
  fix: "Name the zone by its id (availability_zone_id: use1-az1), or take the name from a data source where only a name is accepted.",
  link: "https://docs.aws.amazon.com/ram/latest/userguide/working-with-az-ids.html",
  appliesTo: "configuration",
  check: ({ resources, dataSources }) =>
    violationsOf([...resources, ...dataSources], ({ body }) => {
      const found = [...textsWithin(body)].map(({ text }) => ZONE_NAME.exec(text)?.[0]);
      const names = [...new Set(found.filter((name) => name !== undefined))];
      return names.length === 0 ? undefined : `it names ${names.join(", ")}: write the zone's id`;
    }),
  passes: subnet({ availability_zone_id: "use1-az1" }),
  fails: subnet({ availability_zone: "us-east-1a" }),
};
