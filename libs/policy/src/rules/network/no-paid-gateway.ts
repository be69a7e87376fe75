import { textOf } from "../../document/values";
import type { ConfigurationRule } from "../../rule";
import { violationsOf } from "../../violations";

const NETWORK = {
  aws_vpc: { main: { cidr_block: "10.0.0.0/20" } },
  aws_route_table: { private: { vpc_id: "${aws_vpc.main.id}" } },
};
const POLICY = '{"Version":"2012-10-17","Statement":[]}';

export const noPaidGateway: ConfigurationRule = {
  id: "TAGFORM_NET_8",
  title: "S3 and DynamoDB are not reached through interface endpoints",
  severity: "medium",
  why: "An interface endpoint costs per hour, zone and gigabyte where the gateway endpoint is free and faster.",
  fix: "Use a gateway endpoint. If the way comes from outside of the VPC (on premises, peering, transit gateway), accept the finding with that reason.",
  link: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html",
  appliesTo: "configuration",
  check: (configuration) =>
    violationsOf(configuration.ofType("aws_vpc_endpoint"), ({ body }) => {
      const service = textOf(body["service_name"])?.split(".").at(-1) ?? "";
      return body["vpc_endpoint_type"] === "Interface" && ["s3", "dynamodb"].includes(service)
        ? `${service} has a gateway endpoint that costs nothing`
        : undefined;
    }),
  passes: {
    resource: {
      ...NETWORK,
      aws_vpc_endpoint: {
        s3: {
          ...{ vpc_id: "${aws_vpc.main.id}", service_name: "com.amazonaws.us-east-1.s3", policy: POLICY },
          vpc_endpoint_type: "Gateway",
          route_table_ids: ["${aws_route_table.private.id}"],
        },
      },
    },
  },
  fails: {
    resource: {
      ...NETWORK,
      aws_vpc_endpoint: {
        s3: {
          ...{ vpc_id: "${aws_vpc.main.id}", service_name: "com.amazonaws.us-east-1.s3", policy: POLICY },
          vpc_endpoint_type: "Interface",
        },
      },
    },
  },
};
