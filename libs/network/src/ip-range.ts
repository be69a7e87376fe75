import { Fn } from "cdktf";

import { IPV6_SUBNETS } from "./subnet-plan";

export const ANYWHERE = "0.0.0.0/0";
export const ANYWHERE_IPV6 = "::/0";

/** The `index`-th /64 of a VPC's IPv6 range, which is known only once the VPC exists. */
export function ipv6Subnet(vpcRange: string, index: number): string {
  return Fn.cidrsubnet(vpcRange, Math.log2(IPV6_SUBNETS), index);
}
