import { isAnywhere } from "../../document/cidr";
import type { Block, Configuration } from "../../document/configuration";
import { referencesIn } from "../../document/references";
import { blocksOf, textOf } from "../../document/values";
import type { ConfigurationRule } from "../../rule";

const SERVICES = ["s3", "dynamodb"] as const;

/** Route tables whose way out is a NAT gateway. */
function tablesBehindNat(configuration: Configuration): Block[] {
  const leads = (body: Block["body"]): boolean =>
    body["nat_gateway_id"] !== undefined &&
    ["destination_cidr_block", "cidr_block"].some((key) => isAnywhere(textOf(body[key]) ?? ""));
  const inline = configuration
    .ofType("aws_route_table")
    .filter(({ body }) => blocksOf(body["route"]).some(leads));
  const beside = configuration
    .ofType("aws_route")
    .filter(({ body }) => leads(body))
    .flatMap(({ body }) => configuration.targets(body["route_table_id"]));
  return [...new Set([...inline, ...beside])];
}

function isServed(table: Block, service: string, configuration: Configuration): boolean {
  const endpoints = configuration
    .ofType("aws_vpc_endpoint")
    .filter(({ body }) => (textOf(body["service_name"]) ?? "").endsWith(`.${service}`));
  const associated = configuration
    .referring("aws_vpc_endpoint_route_table_association", "route_table_id", table)
    .flatMap(({ body }) => referencesIn(body["vpc_endpoint_id"]));
  return endpoints.some(
    ({ address, body }) =>
      referencesIn(body["route_table_ids"]).includes(table.address) || associated.includes(address),
  );
}

const NETWORK = {
  aws_vpc: { main: { cidr_block: "10.0.0.0/20" } },
  aws_subnet: {
    a: { vpc_id: "${aws_vpc.main.id}", cidr_block: "10.0.0.0/24", availability_zone_id: "use1-az1" },
  },
  aws_eip: { a: { domain: "vpc" } },
  aws_nat_gateway: { a: { allocation_id: "${aws_eip.a.id}", subnet_id: "${aws_subnet.a.id}" } },
  aws_route_table: { private: { vpc_id: "${aws_vpc.main.id}" } },
  aws_route_table_association: {
    a: { subnet_id: "${aws_subnet.a.id}", route_table_id: "${aws_route_table.private.id}" },
  },
  aws_route: {
    out: {
      route_table_id: "${aws_route_table.private.id}",
      destination_cidr_block: "0.0.0.0/0",
      nat_gateway_id: "${aws_nat_gateway.a.id}",
    },
  },
};
const endpoint = (service: string) => ({
  ...{
    vpc_id: "${aws_vpc.main.id}",
    service_name: `com.amazonaws.us-east-1.${service}`,
    vpc_endpoint_type: "Gateway",
  },
  route_table_ids: ["${aws_route_table.private.id}"],
  policy: '{"Version":"2012-10-17","Statement":[]}',
});

export const gatewayEndpoints: ConfigurationRule = {
  id: "TAGFORM_NET_7",
  title: "Where there is a NAT gateway, S3 and DynamoDB are reached through gateway endpoints",
  severity: "medium",
  why: "Through the NAT gateway every gigabyte to S3 is paid for, leaves the network, and competes for its ports; the endpoint is free.",
  fix: "Add gateway endpoints for S3 and DynamoDB to every route table that leads to a NAT gateway.",
  link: "https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html",
  appliesTo: "configuration",
  check: (configuration) =>
    tablesBehindNat(configuration).flatMap((table) => {
      const missing = SERVICES.filter((service) => !isServed(table, service, configuration));
      return missing.length === 0
        ? []
        : [
            {
              address: table.address,
              message: `it leads to a NAT gateway and to no gateway endpoint of ${missing.join(", ")}`,
            },
          ];
    }),
  passes: {
    resource: { ...NETWORK, aws_vpc_endpoint: { s3: endpoint("s3"), dynamodb: endpoint("dynamodb") } },
  },
  fails: { resource: { ...NETWORK, aws_vpc_endpoint: { s3: endpoint("s3") } } },
};
