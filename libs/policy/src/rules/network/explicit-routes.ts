import type { ConfigurationRule } from "../../rule";
import { violationsOf } from "../../violations";

const NETWORK = {
  aws_vpc: { main: { cidr_block: "10.0.0.0/20" } },
  aws_subnet: {
    a: { vpc_id: "${aws_vpc.main.id}", cidr_block: "10.0.0.0/24", availability_zone_id: "use1-az1" },
  },
  aws_route_table: { own: { vpc_id: "${aws_vpc.main.id}" } },
};

export const explicitRoutes: ConfigurationRule = {
  id: "TAGFORM_NET_3",
  title: "Every subnet is associated with a route table of its own choice",
  severity: "medium",
  why: "A subnet without an association follows the VPC's main table: whoever adds a route there opens it to the internet without touching it.",
  fix: "Associate the subnet with a route table: aws_route_table_association.",
  link: "https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html",
  appliesTo: "configuration",
  check: (configuration) =>
    violationsOf(configuration.ofType("aws_subnet"), (subnet) =>
      configuration.referring("aws_route_table_association", "subnet_id", subnet).length > 0
        ? undefined
        : "no aws_route_table_association names it: it follows the main route table",
    ),
  passes: {
    resource: {
      ...NETWORK,
      aws_route_table_association: {
        a: { subnet_id: "${aws_subnet.a.id}", route_table_id: "${aws_route_table.own.id}" },
      },
    },
  },
  fails: { resource: NETWORK },
};
