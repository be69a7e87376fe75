/** Ways out to the internet for private subnets: none, one for all zones, or one in each zone. */
export type NatGateways = "none" | "single" | "one-per-zone";
