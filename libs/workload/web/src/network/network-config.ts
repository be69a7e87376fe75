/** The network of a `web` workload. */
export interface WebNetworkConfig {
  /** Address range of the VPC, /16 to /23. */
  readonly cidr: string;
  /** Ways out to the internet for private subnets: none, one for all zones, or one in each zone. */
  readonly natGateways: "none" | "single" | "one-per-zone";
}
