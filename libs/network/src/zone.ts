import { Eip } from "@cdktf/provider-aws/lib/eip";
import { NatGateway } from "@cdktf/provider-aws/lib/nat-gateway";
import { Route } from "@cdktf/provider-aws/lib/route";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";

import type { ZoneRanges } from "./subnet-plan";

export const ANYWHERE = "0.0.0.0/0";

export interface ZoneProps {
  /** The network's name, which the zone's resources carry. */
  readonly name: string;
  readonly vpcId: string;
  readonly ranges: ZoneRanges;
  readonly publicRouteTableId: string;
  readonly dataRouteTableId: string;
}

/** Define the subnets of one Availability Zone, and the zone's own routes. */
export class Zone extends Construct {
  public readonly publicSubnetId: string;
  public readonly privateSubnetId: string;
  public readonly dataSubnetId: string;
  public readonly privateRouteTableId: string;

  private readonly name: string;

  public constructor(scope: Construct, id: string, props: ZoneProps) {
    super(scope, id);
    const { vpcId, ranges, publicRouteTableId, dataRouteTableId } = props;
    this.name = `${props.name}-${ranges.zoneId}`;

    const privateRoutes = new RouteTable(this, "private-routes", {
      vpcId,
      tags: { Name: `${this.name}-private` },
    });

    this.privateRouteTableId = privateRoutes.id;
    this.publicSubnetId = this.createSubnet("public", props, ranges.public, publicRouteTableId);
    this.privateSubnetId = this.createSubnet("private", props, ranges.private, privateRoutes.id);
    this.dataSubnetId = this.createSubnet("data", props, ranges.data, dataRouteTableId);
  }

  /** A NAT gateway in the zone's public subnet; returns its id. */
  public createNatGateway(internetGateway: ITerraformDependable): string {
    const address = new Eip(this, "nat-address", {
      domain: "vpc",
      tags: { Name: `${this.name}-nat` },
      dependsOn: [internetGateway],
    });
    return new NatGateway(this, "nat", {
      allocationId: address.id,
      subnetId: this.publicSubnetId,
      tags: { Name: this.name },
      dependsOn: [internetGateway],
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

  private createSubnet(tier: string, { vpcId, ranges }: ZoneProps, cidrBlock: string, routeTableId: string) {
    const { id: subnetId } = new Subnet(this, tier, {
      vpcId,
      availabilityZoneId: ranges.zoneId,
      cidrBlock,
      mapPublicIpOnLaunch: false,
      tags: { Name: `${this.name}-${tier}`, tier },
    });
    new RouteTableAssociation(this, `${tier}-association`, { subnetId, routeTableId });
    return subnetId;
  }
}
