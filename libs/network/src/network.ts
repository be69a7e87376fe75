import { DefaultRouteTable } from "@cdktf/provider-aws/lib/default-route-table";
import { DefaultSecurityGroup } from "@cdktf/provider-aws/lib/default-security-group";
import { EgressOnlyInternetGateway } from "@cdktf/provider-aws/lib/egress-only-internet-gateway";
import { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { Route } from "@cdktf/provider-aws/lib/route";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import type { Region } from "@tagform/deployment";
import { Construct } from "constructs";

import { DataTierAcl } from "./data-tier-acl";
import { defaultEndpointChoice, type InterfaceEndpointChoice } from "./endpoints/endpoint-choice";
import { GatewayEndpoints } from "./endpoints/gateway-endpoints";
import { InterfaceEndpoints } from "./endpoints/interface-endpoints";
import { type FlowLogDestination, FlowLogs } from "./flow-logs/flow-logs";
import { ANYWHERE, ANYWHERE_IPV6, ipv6Subnet } from "./ip-range";
import type { NatGateways } from "./nat-gateways";
import { planSubnets, type ZoneRanges } from "./subnet-plan";
import { type VpcIpv6, Zone, type ZoneProps } from "./zone";
import { zonesOf } from "./zones";

export interface NetworkProps {
  /** Begins the `Name` tag of every part: `research-dev-web`. */
  readonly name: string;
  readonly region: Region;
  /** 12 digits. */
  readonly accountId: string;
  readonly partition: string;
  /** Address range of the VPC, /16 to /23. */
  readonly cidr: string;
  readonly natGateways: NatGateways;
  /**
   * Give every subnet an IPv6 range beside its IPv4 one, from the /56 that AWS chooses. NAT stays for IPv4-only hosts:
   * who is in the network has an IPv4 address, so that nothing is translated between the two (no NAT64).
   *
   * @default - IPv4 only
   */
  readonly ipv6?: true | undefined;
  /**
   * AWS services that private subnets reach without NAT; S3 and DynamoDB always are.
   *
   * @default - Session Manager and CloudWatch Logs where there is no NAT gateway, nothing where there is one
   */
  readonly interfaceEndpoints?: InterfaceEndpointChoice | undefined;
  readonly flowLogs: FlowLogDestination;
}

/** What subnets of all zones share. */
type SharedRoutes = Pick<ZoneProps, "publicRouteTableId" | "dataRouteTableId" | "internetGateway">;

/**
 * Define a VPC over three Availability Zones with a public, a private and a data tier.
 *
 *     internet     ◄──► internet gateway  ◄──► public subnets          load balancers, NAT gateways
 *     internet     ◄─── NAT, egress-only  ◄─── private subnets         instances, interface endpoints
 *     S3, DynamoDB ◄─── gateway endpoints ◄─── private, data subnets
 *                       private subnets   ──► data subnets            databases; no way to the internet
 */
export class Network extends Construct {
  public readonly vpcId: string;
  public readonly publicSubnetIds: string[];
  public readonly privateSubnetIds: string[];
  public readonly dataSubnetIds: string[];
  /** In the order of zones; none where there is no way out. */
  public readonly natGatewayIds: string[];
  /** Whether subnets have IPv6 ranges, so that what is in them can be dual-stack. */
  public readonly ipv6: boolean;

  public constructor(scope: Construct, id: string, props: NetworkProps) {
    super(scope, id);
    const { name, natGateways, flowLogs, interfaceEndpoints = defaultEndpointChoice(natGateways) } = props;

    const vpc = this.createVpc(props);
    const { id: vpcId } = vpc;
    const internet = new InternetGateway(this, "internet", { vpcId, tags: { Name: name } });
    const ipv6 = props.ipv6 === undefined ? undefined : this.createIpv6(name, vpc);
    const routes = this.createSharedRoutes(name, vpcId, internet, ipv6);
    const zones = this.createZones(props, vpcId, routes, ipv6);
    this.natGatewayIds = this.createNatGateways(natGateways, zones);
    new GatewayEndpoints(this, "gateway-endpoints", {
      ...{ ...props, vpcId },
      routeTableIds: [
        ...zones.map(({ privateRouteTableId }) => privateRouteTableId),
        routes.dataRouteTableId,
      ],
    });
    this.createInterfaceEndpoints(props, vpcId, zones, interfaceEndpoints);
    new FlowLogs(this, "flow-logs", { ...props, vpcId, destination: flowLogs });

    this.vpcId = vpcId;
    this.publicSubnetIds = zones.map(({ publicSubnetId }) => publicSubnetId);
    this.privateSubnetIds = zones.map(({ privateSubnetId }) => privateSubnetId);
    this.dataSubnetIds = zones.map(({ dataSubnetId }) => dataSubnetId);
    this.ipv6 = ipv6 !== undefined;
  }

  private createVpc({ name, cidr: cidrBlock, ipv6 }: NetworkProps): Vpc {
    const vpc = new Vpc(this, "vpc", {
      cidrBlock,
      ...(ipv6 === undefined ? {} : { assignGeneratedIpv6CidrBlock: true }),
      enableDnsSupport: true,
      enableDnsHostnames: true,
      tags: { Name: name },
    });
    // Taken over without rules and routes: what nobody gave a security group or a route table reaches nothing.
    const tags = { Name: `${name}-unused` };
    new DefaultSecurityGroup(this, "default-security-group", { vpcId: vpc.id, tags });
    new DefaultRouteTable(this, "default-routes", {
      defaultRouteTableId: vpc.defaultRouteTableId,
      route: [],
      tags,
    });
    return vpc;
  }

  private createIpv6(name: string, { id: vpcId, ipv6CidrBlock: range }: Vpc): VpcIpv6 {
    const gateway = new EgressOnlyInternetGateway(this, "egress-only", { vpcId, tags: { Name: name } });
    return { range, egressOnlyGatewayId: gateway.id };
  }

  private createSharedRoutes(
    name: string,
    vpcId: string,
    internetGateway: InternetGateway,
    ipv6: VpcIpv6 | undefined,
  ): SharedRoutes {
    const { id: routeTableId } = new RouteTable(this, "public-routes", {
      vpcId,
      tags: { Name: `${name}-public` },
    });
    const toInternet = { routeTableId, gatewayId: internetGateway.id };
    new Route(this, "internet-route", { ...toInternet, destinationCidrBlock: ANYWHERE });
    if (ipv6 !== undefined) {
      new Route(this, "ipv6-internet-route", { ...toInternet, destinationIpv6CidrBlock: ANYWHERE_IPV6 });
    }
    const dataRoutes = new RouteTable(this, "data-routes", { vpcId, tags: { Name: `${name}-data` } });
    return { publicRouteTableId: routeTableId, dataRouteTableId: dataRoutes.id, internetGateway };
  }

  private createZones(
    { name, region, cidr }: NetworkProps,
    vpcId: string,
    routes: SharedRoutes,
    ipv6: VpcIpv6 | undefined,
  ): Zone[] {
    const plan = planSubnets(cidr, zonesOf(region));
    const zones = plan.map(
      (ranges) => new Zone(this, ranges.zoneId, { name, vpcId, ranges, ...routes, ipv6 }),
    );
    new DataTierAcl(this, "data-acl", {
      name,
      vpcId,
      subnetIds: zones.map(({ dataSubnetId }) => dataSubnetId),
      allowedRanges: {
        ipv4: plan.flatMap((ranges) => [ranges.private, ranges.data]),
        ipv6: ipv6 === undefined ? [] : ipv6Ranges(plan, ipv6),
      },
    });
    return zones;
  }

  private createNatGateways(natGateways: NatGateways, zones: readonly Zone[]): string[] {
    if (natGateways === "none") return [];
    const gateways: string[] = [];
    for (const zone of zones) {
      const shared = natGateways === "single" ? gateways[0] : undefined;
      const gateway = shared ?? zone.createNatGateway();
      if (shared === undefined) gateways.push(gateway);
      zone.leaveThrough(gateway);
    }
    return gateways;
  }

  private createInterfaceEndpoints(
    props: NetworkProps,
    vpcId: string,
    zones: readonly Zone[],
    choice: InterfaceEndpointChoice,
  ): void {
    if ("none" in choice) return;
    const { services, zones: zoneCount } = choice;
    new InterfaceEndpoints(this, "interface-endpoints", {
      ...{ ...props, vpcId, services },
      vpcCidr: props.cidr,
      subnetIds: zones.slice(0, zoneCount).map(({ privateSubnetId }) => privateSubnetId),
    });
  }
}

/** Ranges of the private and data subnets. */
const ipv6Ranges = (plan: readonly ZoneRanges[], { range }: VpcIpv6): string[] =>
  plan.flatMap(({ ipv6 }) => [ipv6.private, ipv6.data]).map((index) => ipv6Subnet(range, index));
