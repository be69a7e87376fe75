import { DefaultRouteTable } from "@cdktf/provider-aws/lib/default-route-table";
import { DefaultSecurityGroup } from "@cdktf/provider-aws/lib/default-security-group";
import { Eip } from "@cdktf/provider-aws/lib/eip";
import { NatGateway } from "@cdktf/provider-aws/lib/nat-gateway";
import { Route } from "@cdktf/provider-aws/lib/route";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { synthStack } from "@tagform/testing";

import { Network, type NetworkProps } from "./network";

const bucket = { bucketArn: "arn:aws:s3:::logs", readiness: { fqn: "aws_s3_bucket_policy.logs" } };

const network = (overrides: Partial<NetworkProps> = {}) =>
  synthStack(
    (stack) =>
      new Network(stack, "network", {
        name: "research-dev-web",
        region: "us-east-1",
        accountId: "111122223333",
        partition: "aws",
        cidr: "10.0.0.0/16",
        natGateways: "single",
        flowLogs: { kind: "s3", bucket },
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

test("public subnets wait for the internet gateway: AWS refuses load balancers in them before", () => {
  for (const { depends_on, tags } of network().all(Subnet)) {
    const isPublic = (tags as { tier: string }).tier === "public";
    expect(depends_on !== undefined).toBe(isPublic);
  }
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

test("S3 and DynamoDB are reached without NAT from every subnet that has no way to the internet gateway", () => {
  const synthesized = network({ natGateways: "single" });
  const endpoints = synthesized.all(VpcEndpoint);
  expect(endpoints.map(({ vpc_endpoint_type }) => vpc_endpoint_type)).toEqual(["Gateway", "Gateway"]);
  const tables = new Set(
    synthesized
      .all(RouteTableAssociation)
      .filter(({ subnet_id }) => !String(subnet_id).includes("_public_"))
      .map(({ route_table_id }) => route_table_id),
  );
  for (const { route_table_ids } of endpoints) expect(new Set(route_table_ids as string[])).toEqual(tables);
});

test("without NAT, Session Manager is reached by an endpoint in every zone", () => {
  const endpoints = network({ natGateways: "none" })
    .all(VpcEndpoint)
    .filter(({ vpc_endpoint_type }) => vpc_endpoint_type === "Interface");
  expect(endpoints.map(({ service_name }) => service_name)).toEqual([
    "com.amazonaws.us-east-1.ssm",
    "com.amazonaws.us-east-1.ssmmessages",
    "com.amazonaws.us-east-1.logs",
  ]);
  for (const { subnet_ids } of endpoints) expect(subnet_ids).toHaveLength(3);
});

test("data chooses the services and in how many zones they have an endpoint", () => {
  const interfaceEndpoints = { services: ["ecr.api", "kms"], zones: 1 } as const;
  const endpoints = network({ interfaceEndpoints })
    .all(VpcEndpoint)
    .filter(({ vpc_endpoint_type }) => vpc_endpoint_type === "Interface");
  expect(endpoints.map(({ service_name }) => service_name)).toEqual([
    "com.amazonaws.us-east-1.ecr.api",
    "com.amazonaws.us-east-1.kms",
  ]);
  for (const { subnet_ids } of endpoints) expect(subnet_ids).toHaveLength(1);
});

test("data may choose no endpoint at all", () => {
  const none = { reason: "instances need nobody" };
  const endpoints = network({ natGateways: "none", interfaceEndpoints: { none } }).all(VpcEndpoint);
  expect(endpoints.map(({ vpc_endpoint_type }) => vpc_endpoint_type)).toEqual(["Gateway", "Gateway"]);
});

test("the default security group allows nothing", () => {
  const group = network().only(DefaultSecurityGroup);
  expect(group).not.toHaveProperty("ingress");
  expect(group).not.toHaveProperty("egress");
});

test("the main route table, which a subnet without its own would follow, leads nowhere", () => {
  expect(network().only(DefaultRouteTable)).toMatchObject({ route: [] });
});
