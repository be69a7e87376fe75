import { check, type Issue } from "@tagform/outcome";

import type { WebNetworkConfig } from "./network-config";

/** What the plan of subnets fits; a spec holds it against the plan, which checks do not load. */
const VPC_PREFIX = { largest: 16, smallest: 23 };

/** Whether the address range is well-formed and free is checked for all kinds together. */
export function checkNetwork(path: string, { cidr }: WebNetworkConfig): Issue[] {
  const length = Number(cidr.split("/")[1]);
  const { largest, smallest } = VPC_PREFIX;
  return check(
    !(length < largest || length > smallest),
    `${path}.cidr`,
    `must be /${largest} to /${smallest}, so that every zone has room for a load balancer, got ${cidr}`,
  );
}
