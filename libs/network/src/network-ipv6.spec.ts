import { EgressOnlyInternetGateway } from "@cdktf/provider-aws/lib/egress-only-internet-gateway";
import { Route } from "@cdktf/provider-aws/lib/route";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { type SynthesizedStack, synthStack } from "@tagform/testing";

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
        natGateways: "none",
        ipv6: true,
        flowLogs: { kind: "s3", bucket },
        ...overrides,
      }),
  );

const subnets = (synthesized: SynthesizedStack, tier: string) =>
  synthesized.all(Subnet).filter(({ tags }) => (tags as { tier: string }).tier === tier);

const routesTo = (synthesized: SynthesizedStack, tier: string) => {
  const tables = new Set(
    synthesized
      .all(RouteTableAssociation)
      .filter(({ subnet_id }) => String(subnet_id).includes(`_${tier}_`))
      .map(({ route_table_id }) => route_table_id),
  );
  return synthesized.all(Route).filter(({ route_table_id }) => tables.has(route_table_id));
};

test("a network has IPv6 only where data says so", () => {
  const ipv4Only = network({ ipv6: undefined });
  expect(ipv4Only.only(Vpc)).not.toHaveProperty("assign_generated_ipv6_cidr_block");
  expect(ipv4Only.all(EgressOnlyInternetGateway)).toEqual([]);
  for (const subnet of ipv4Only.all(Subnet)) expect(subnet).not.toHaveProperty("ipv6_cidr_block");
});

test("AWS gives the VPC its IPv6 range, and each subnet has the /64 of the plan in it", () => {
  const synthesized = network();
  expect(synthesized.only(Vpc)).toMatchObject({ assign_generated_ipv6_cidr_block: true });
  const indices = synthesized
    .all(Subnet)
    .map(
      ({ ipv6_cidr_block }) =>
        /^\$\{cidrsubnet\(aws_vpc\.\w+\.ipv6_cidr_block, 8, (\d+)\)\}$/.exec(String(ipv6_cidr_block))?.[1],
    );
  expect(indices.map(Number)).toEqual([32, 0, 48, 96, 64, 112, 160, 128, 176]);
});

test("only what is launched into a private subnet gets an IPv6 address by itself", () => {
  for (const tier of ["public", "private", "data"]) {
    for (const subnet of subnets(network(), tier)) {
      expect(subnet).toMatchObject({ assign_ipv6_address_on_creation: tier === "private" });
    }
  }
});

test("private subnets leave through the egress-only gateway, which lets nobody in", () => {
  const routes = routesTo(network(), "private");
  expect(routes).toHaveLength(3);
  for (const route of routes) {
    expect(route).toMatchObject({
      destination_ipv6_cidr_block: "::/0",
      egress_only_gateway_id: expect.stringContaining("aws_egress_only_internet_gateway") as string,
    });
    expect(route).not.toHaveProperty("gateway_id");
  }
});

test("each route of the public tier has its IPv6 twin, and the data tier has none", () => {
  const synthesized = network();
  const destinations = routesTo(synthesized, "public").map(
    ({ destination_cidr_block, destination_ipv6_cidr_block }) =>
      destination_cidr_block ?? destination_ipv6_cidr_block,
  );
  expect(destinations).toEqual(["0.0.0.0/0", "::/0"]);
  expect(routesTo(synthesized, "data")).toEqual([]);
});

test("a network tells whether it has IPv6", () => {
  const told: boolean[] = [];
  synthStack((stack) => {
    for (const ipv6 of [true, undefined] as const) {
      const { ipv6: has } = new Network(stack, `network-${String(ipv6)}`, {
        ...{ name: "a", region: "us-east-1", accountId: "111122223333", partition: "aws", ipv6 },
        ...{ cidr: "10.0.0.0/16", natGateways: "none", flowLogs: { kind: "s3", bucket } },
      });
      told.push(has);
    }
  });
  expect(told).toEqual([true, false]);
});
