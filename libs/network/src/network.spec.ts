import { DefaultSecurityGroup } from "@cdktf/provider-aws/lib/default-security-group";
import { Eip } from "@cdktf/provider-aws/lib/eip";
import { FlowLog } from "@cdktf/provider-aws/lib/flow-log";
import { NatGateway } from "@cdktf/provider-aws/lib/nat-gateway";
import { NetworkAclRule } from "@cdktf/provider-aws/lib/network-acl-rule";
import { Route } from "@cdktf/provider-aws/lib/route";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { synthStack } from "@tagform/testing";

import { Network, type NetworkProps } from "./network";

const network = (overrides: Partial<NetworkProps> = {}) =>
  synthStack(
    (stack) =>
      new Network(stack, "network", {
        name: "research-dev-web",
        region: "us-east-1",
        cidr: "10.0.0.0/16",
        natGateways: "single",
        flowLogs: { bucketArn: "arn:aws:s3:::logs", readiness: { fqn: "aws_s3_bucket_policy.logs" } },
        ...overrides,
      }),
  );

test("each tier has a subnet in each of three zones, chosen by id", () => {
  const subnets = network().all(Subnet);
  expect(subnets).toHaveLength(9);
  expect(new Set(subnets.map(({ availability_zone_id }) => availability_zone_id))).toEqual(
    new Set(["use1-az1", "use1-az2", "use1-az4"]),
  );
});

test("no subnet gives instances a public address", () => {
  for (const subnet of network().all(Subnet))
    expect(subnet).toMatchObject({ map_public_ip_on_launch: false });
});

test.each([
  ["none", 0, 0],
  ["single", 1, 3],
  ["one-per-zone", 3, 3],
] as const)("NAT %s makes %i gateways for %i private routes", (natGateways, gateways, routes) => {
  const synthesized = network({ natGateways });
  expect(synthesized.all(NatGateway)).toHaveLength(gateways);
  expect(synthesized.all(Eip)).toHaveLength(gateways);
  expect(synthesized.all(Route).filter((route) => "nat_gateway_id" in route)).toHaveLength(routes);
});

test("the data tier has no route out of the VPC", () => {
  const synthesized = network({ natGateways: "one-per-zone" });
  const dataTables = synthesized
    .all(RouteTableAssociation)
    .filter(({ subnet_id }) => String(subnet_id).includes("_data_"))
    .map(({ route_table_id }) => route_table_id);
  const routed = synthesized.all(Route).map(({ route_table_id }) => route_table_id);
  expect(dataTables).toHaveLength(3);
  expect(routed).not.toEqual(expect.arrayContaining([dataTables[0]]));
});

test("the data tier talks to private and data subnets only", () => {
  const ranges = new Set(
    network()
      .all(NetworkAclRule)
      .map(({ cidr_block }) => cidr_block),
  );
  expect([...ranges]).toEqual([
    "10.0.0.0/19",
    "10.0.48.0/21",
    "10.0.64.0/19",
    "10.0.112.0/21",
    "10.0.128.0/19",
    "10.0.176.0/21",
  ]);
});

test("S3 and DynamoDB are reached without NAT from every private subnet", () => {
  const endpoints = network({ region: "eu-central-1" }).all(VpcEndpoint);
  expect(endpoints.map(({ service_name }) => service_name)).toEqual([
    "com.amazonaws.eu-central-1.s3",
    "com.amazonaws.eu-central-1.dynamodb",
  ]);
  for (const { route_table_ids } of endpoints) expect(route_table_ids).toHaveLength(3);
});

test("accepted and rejected traffic is logged, once the bucket takes it", () => {
  expect(network().only(FlowLog)).toMatchObject({
    traffic_type: "ALL",
    log_destination: "arn:aws:s3:::logs",
    depends_on: ["aws_s3_bucket_policy.logs"],
  });
});

test("the default security group allows nothing", () => {
  const group = network().only(DefaultSecurityGroup);
  expect(group).not.toHaveProperty("ingress");
  expect(group).not.toHaveProperty("egress");
});
