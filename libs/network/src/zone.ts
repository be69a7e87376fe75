import { Eip } from "@cdktf/provider-aws/lib/eip";
import { NatGateway } from "@cdktf/provider-aws/lib/nat-gateway";
import { Route } from "@cdktf/provider-aws/lib/route";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";

import { ANYWHERE, ANYWHERE_IPV6, ipv6Subnet } from "./ip-range";
import type { ZoneRanges } from "./subnet-plan";

/** IPv6 of the VPC that a zone is in. */
export interface VpcIpv6 {
  /** The /56 that AWS gave the VPC. */
  readonly range: string;
  /** Lets private subnets out to the internet and nobody in. */
  readonly egressOnlyGatewayId: string;
}

export interface ZoneProps {
  /** The network's name, which the zone's resources carry. */
  readonly name: string;
  readonly vpcId: string;
  readonly ranges: ZoneRanges;
  readonly publicRouteTableId: string;
  readonly dataRouteTableId: string;
  /** Public subnets are created after it: AWS accepts no load balancer for the internet in them before. */
  readonly internetGateway: ITerraformDependable;
  /** @default - IPv4 only */
  readonly ipv6?: VpcIpv6 | undefined;
}

type Tier = "public" | "private" | "data";

/** Define the subnets of one Availability Zone, and the zone's own routes. */
export class Zone extends Construct {
  public readonly publicSubnetId: string;
  public readonly privateSubnetId: string;
  public readonly dataSubnetId: string;
  public readonly privateRouteTableId: string;

  private readonly name: string;
  private readonly internetGateway: ITerraformDependable;

  public constructor(scope: Construct, id: string, props: ZoneProps) {
    super(scope, id);
    const { vpcId, ranges, publicRouteTableId, dataRouteTableId, ipv6 } = props;
    this.name = `${props.name}-${ranges.zoneId}`;
    this.internetGateway = props.internetGateway;

    const privateRoutes = new RouteTable(this, "private-routes", {
      vpcId,
      tags: { Name: `${this.name}-private` },
    });

    this.privateRouteTableId = privateRoutes.id;
    this.publicSubnetId = this.createSubnet("public", props, publicRouteTableId);
    this.privateSubnetId = this.createSubnet("private", props, privateRoutes.id);
    this.dataSubnetId = this.createSubnet("data", props, dataRouteTableId);
    if (ipv6 !== undefined) this.leaveWithoutNat(ipv6);
  }

  /** A NAT gateway in the zone's public subnet; returns its id. */
  public createNatGateway(): string {
    const address = new Eip(this, "nat-address", {
      domain: "vpc",
      tags: { Name: `${this.name}-nat` },
      dependsOn: [this.internetGateway],
    });
    return new NatGateway(this, "nat", {
      allocationId: address.id,
      subnetId: this.publicSubnetId,
      tags: { Name: this.name },
      dependsOn: [this.internetGateway],
    }).id;
  }

  /** Let the zone's private subnet reach the internet through a NAT gateway, of this zone or another. */
  public leaveThrough(natGatewayId: string): void {
    new Route(this, "way-out", {
      routeTableId: this.privateRouteTableId,
      destinationCidrBlock: ANYWHERE,
      natGatewayId,
    });
  }

  /** IPv6 addresses need no translation: without the egress-only gateway they would be open to the internet. */
  private leaveWithoutNat({ egressOnlyGatewayId }: VpcIpv6): void {
    new Route(this, "ipv6-way-out", {
      routeTableId: this.privateRouteTableId,
      destinationIpv6CidrBlock: ANYWHERE_IPV6,
      egressOnlyGatewayId,
    });
  }

  private createSubnet(tier: Tier, { vpcId, ranges, ipv6 }: ZoneProps, routeTableId: string): string {
    const { id: subnetId } = new Subnet(this, tier, {
      vpcId,
      availabilityZoneId: ranges.zoneId,
      cidrBlock: ranges[tier],
      mapPublicIpOnLaunch: false,
      ...(ipv6 === undefined ? {} : ipv6Arguments(tier, ranges, ipv6)),
      ...(tier === "public" ? { dependsOn: [this.internetGateway] } : {}),
      tags: { Name: `${this.name}-${tier}`, tier },
    });
    new RouteTableAssociation(this, `${tier}-association`, { subnetId, routeTableId });
    return subnetId;
  }
}

/**
 * Only what is launched into a private subnet gets an address by itself: in a public one the internet could reach it,
 * and load balancers and databases take theirs when they are told to be dual-stack.
 */
const ipv6Arguments = (tier: Tier, ranges: ZoneRanges, { range }: VpcIpv6) => ({
  ipv6CidrBlock: ipv6Subnet(range, ranges.ipv6[tier]),
  assignIpv6AddressOnCreation: tier === "private",
});
