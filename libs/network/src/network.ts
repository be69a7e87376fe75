import { DefaultSecurityGroup } from "@cdktf/provider-aws/lib/default-security-group";
import { FlowLog } from "@cdktf/provider-aws/lib/flow-log";
import { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { Route } from "@cdktf/provider-aws/lib/route";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import type { Region } from "@tagform/deployment";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";

import { DataTierAcl } from "./data-tier-acl";
import { planSubnets } from "./subnet-plan";
import { ANYWHERE, Zone } from "./zone";
import { zonesOf } from "./zones";

/** Ways out to the internet for private subnets: none, one for all zones, or one in each zone. */
export type NatGateways = "none" | "single" | "one-per-zone";

/** The part of a log bucket that a network needs. */
export interface FlowLogBucket {
  readonly bucketArn: string;
  readonly readiness: ITerraformDependable;
}

export interface NetworkProps {
  /** Begins the `Name` tag of every part: `research-dev-web`. */
  readonly name: string;
  readonly region: Region;
  /** Address range of the VPC, /16 to /23. */
  readonly cidr: string;
  readonly natGateways: NatGateways;
  readonly flowLogs: FlowLogBucket;
}

/**
 * Define a VPC over three Availability Zones with a public, a private and a data tier.
 *
 *     internet ──► internet gateway ──► public subnets     load balancers, NAT gateways
 *                                       private subnets    instances; out through NAT, S3 and DynamoDB directly
 *                                       data subnets       reached from private subnets; no way out
 */
export class Network extends Construct {
  public readonly vpcId: string;
  public readonly publicSubnetIds: string[];
  public readonly privateSubnetIds: string[];
  public readonly dataSubnetIds: string[];

  public constructor(scope: Construct, id: string, props: NetworkProps) {
    super(scope, id);
    const { name, cidr, natGateways, flowLogs } = props;

    const vpc = this.createVpc(name, cidr);
    const internet = new InternetGateway(this, "internet", { vpcId: vpc.id, tags: { Name: name } });
    const zones = this.createZones(props, vpc, internet);
    this.createNatGateways(natGateways, zones, internet);
    this.createGatewayEndpoints(props, vpc, zones);
    this.recordTraffic(vpc, flowLogs);

    this.vpcId = vpc.id;
    this.publicSubnetIds = zones.map(({ publicSubnetId }) => publicSubnetId);
    this.privateSubnetIds = zones.map(({ privateSubnetId }) => privateSubnetId);
    this.dataSubnetIds = zones.map(({ dataSubnetId }) => dataSubnetId);
  }

  private createVpc(name: string, cidrBlock: string): Vpc {
    const vpc = new Vpc(this, "vpc", {
      cidrBlock,
      enableDnsSupport: true,
      enableDnsHostnames: true,
      tags: { Name: name },
    });
    // Taken over without rules: what nobody gave a security group reaches nothing.
    new DefaultSecurityGroup(this, "default-security-group", {
      vpcId: vpc.id,
      tags: { Name: `${name}-unused` },
    });
    return vpc;
  }

  private createZones(
    { name, region, cidr }: NetworkProps,
    { id: vpcId }: Vpc,
    internet: InternetGateway,
  ): Zone[] {
    const zoneIds = zonesOf(region);
    const plan = planSubnets(cidr, zoneIds);
    const publicRoutes = new RouteTable(this, "public-routes", { vpcId, tags: { Name: `${name}-public` } });
    new Route(this, "internet-route", {
      routeTableId: publicRoutes.id,
      destinationCidrBlock: ANYWHERE,
      gatewayId: internet.id,
    });
    const dataRoutes = new RouteTable(this, "data-routes", { vpcId, tags: { Name: `${name}-data` } });

    const tables = { publicRouteTableId: publicRoutes.id, dataRouteTableId: dataRoutes.id };
    const zones = plan.map((ranges) => new Zone(this, ranges.zoneId, { name, vpcId, ranges, ...tables }));
    new DataTierAcl(this, "data-acl", {
      name,
      vpcId,
      subnetIds: zones.map(({ dataSubnetId }) => dataSubnetId),
      allowedCidrs: plan.flatMap((ranges) => [ranges.private, ranges.data]),
    });
    return zones;
  }

  private createNatGateways(
    natGateways: NatGateways,
    zones: readonly Zone[],
    internet: InternetGateway,
  ): void {
    if (natGateways === "none") return;
    let gateway: string | undefined;
    for (const zone of zones) {
      if (gateway === undefined || natGateways === "one-per-zone") gateway = zone.createNatGateway(internet);
      zone.leaveThrough(gateway);
    }
  }

  private createGatewayEndpoints(
    { name, region }: NetworkProps,
    { id: vpcId }: Vpc,
    zones: readonly Zone[],
  ): void {
    const routeTableIds = zones.map(({ privateRouteTableId }) => privateRouteTableId);
    for (const service of ["s3", "dynamodb"]) {
      new VpcEndpoint(this, service, {
        vpcId,
        vpcEndpointType: "Gateway",
        serviceName: `com.amazonaws.${region}.${service}`,
        routeTableIds,
        tags: { Name: `${name}-${service}` },
      });
    }
  }

  private recordTraffic({ id: vpcId }: Vpc, { bucketArn, readiness }: FlowLogBucket): void {
    new FlowLog(this, "flow-log", {
      vpcId,
      trafficType: "ALL",
      logDestinationType: "s3",
      logDestination: bucketArn,
      dependsOn: [readiness],
    });
  }
}
