import { isAnywhere } from "../../document/cidr";
import type { Block, Configuration } from "../../document/configuration";
import { textOf } from "../../document/values";
import { zoneOf } from "../../document/zones";
import type { ConfigurationRule } from "../../rule";
import { violationsOf } from "../../violations";
import { cellOf } from "../examples";
import { NETWORK } from "./examples";

/** The zone of the NAT gateway that a subnet's traffic leaves by. */
function zoneOfNat(subnet: Block, configuration: Configuration): string | undefined {
  const tables = configuration
    .referring("aws_route_table_association", "subnet_id", subnet)
    .flatMap(({ body }) => configuration.targets(body["route_table_id"]));
  const routes = tables.flatMap((table) => configuration.referring("aws_route", "route_table_id", table));
  const nats = routes
    .filter(({ body }) => isAnywhere(textOf(body["destination_cidr_block"]) ?? ""))
    .flatMap(({ body }) => configuration.targets(body["nat_gateway_id"]));
  const subnets = nats.flatMap(({ body }) => configuration.targets(body["subnet_id"]));
  return subnets.map(zoneOf).find((zone) => zone !== undefined);
}

/** Two private subnets, and the zone of the gateway that each of them leaves by. */
const network = (gateways: readonly [number, number]) => ({
  provider: cellOf("prod"),
  resource: {
    ...NETWORK,
    aws_eip: Object.fromEntries(gateways.map((zone) => [`nat${zone}`, { domain: "vpc" }])),
    aws_nat_gateway: Object.fromEntries(
      gateways.map((zone) => [
        `nat${zone}`,
        { allocation_id: `\${aws_eip.nat${zone}.id}`, subnet_id: `\${aws_subnet.public${zone}.id}` },
      ]),
    ),
    aws_route_table: {
      private1: { vpc_id: "${aws_vpc.main.id}" },
      private2: { vpc_id: "${aws_vpc.main.id}" },
    },
    aws_route: Object.fromEntries(
      gateways.map((gateway, index) => [
        `out${index + 1}`,
        {
          route_table_id: `\${aws_route_table.private${index + 1}.id}`,
          destination_cidr_block: "0.0.0.0/0",
          nat_gateway_id: `\${aws_nat_gateway.nat${gateway}.id}`,
        },
      ]),
    ),
    aws_route_table_association: Object.fromEntries(
      [1, 2].map((zone) => [
        `private${zone}`,
        {
          subnet_id: `\${aws_subnet.private${zone}.id}`,
          route_table_id: `\${aws_route_table.private${zone}.id}`,
        },
      ]),
    ),
  },
});

export const natPerZone: ConfigurationRule = {
  id: "TAGFORM_RES_3",
  title: "In prod a subnet leaves by a NAT gateway in its own zone",
  severity: "high",
  why: "With one gateway for all, the failure of its zone cuts the others off, and traffic between zones is paid for.",
  fix: 'Use one NAT gateway per zone (natGateways: "one-per-zone").',
  link: "https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html",
  appliesTo: "configuration",
  check: (configuration) =>
    configuration.cell.environment !== "prod"
      ? []
      : violationsOf(configuration.ofType("aws_subnet"), (subnet) => {
          const [own, nat] = [zoneOf(subnet), zoneOfNat(subnet, configuration)];
          return nat === undefined || own === nat
            ? undefined
            : `it is in ${own ?? "no zone"} and leaves by a NAT gateway in ${nat}`;
        }),
  passes: network([1, 2]),
  fails: network([1, 1]),
};
