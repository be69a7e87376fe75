import type { LogRetention } from "@tagform/config";
import type { InterfaceEndpointChoice, NatGateways } from "@tagform/network";

/** The network of a `web` workload. */
export interface WebNetworkConfig {
  /** Address range of the VPC, /16 to /23. */
  readonly cidr: string;
  /** Ways out to the internet for private subnets: none, one for all zones, or one in each zone. */
  readonly natGateways: NatGateways;
  /**
   * Give subnets an IPv6 range beside their IPv4 one, from the /56 that AWS chooses for the VPC. The front door then
   * answers on both, and instances leave over IPv6 without NAT; those that run get an address when they are replaced.
   *
   * Not to be taken back by leaving it out: AWS takes a VPC's range only after those of all its subnets, and Terraform
   * changes the VPC first.
   *
   * @default - IPv4 only
   */
  readonly ipv6?: true;
  /**
   * AWS services that instances reach without NAT. S3 and DynamoDB they always do, at no cost; others cost by the hour,
   * the zone and the GB: `{ services: ["ssm", "ssmmessages"], zones: 1 }`.
   *
   * @default - Session Manager and CloudWatch Logs, in all zones, where there is no NAT gateway; none where there is one
   */
  readonly interfaceEndpoints?: InterfaceEndpointChoice;
  /**
   * Where the traffic's records go and how long they are kept.
   *
   * @default - to S3, kept as long as the workload's other logs
   */
  readonly flowLogs?: FlowLogsConfig;
}

export interface FlowLogsConfig extends LogRetention {
  /** `s3` costs less by far; what is in `cloudwatch` can be searched and alarmed on within minutes. */
  readonly destination: "s3" | "cloudwatch";
}
