import { checkLogRetention } from "@tagform/config";
import { check, type Issue } from "@tagform/outcome";

import type { WebNetworkConfig } from "./network-config";

/** What the plan of subnets fits; a spec holds it against the plan, which checks do not load. */
const VPC_PREFIX = { largest: 16, smallest: 23 };

/** Without them nobody can log in where there is no NAT gateway. */
const SESSION_MANAGER = ["ssm", "ssmmessages"] as const;

/** Whether the address range is well-formed and free is checked for all kinds together. */
export function checkNetwork(path: string, config: WebNetworkConfig): Issue[] {
  const { flowLogs } = config;
  return [
    ...checkRange(`${path}.cidr`, config.cidr),
    ...checkInterfaceEndpoints(`${path}.interfaceEndpoints`, config),
    ...(flowLogs === undefined ? [] : checkLogRetention(`${path}.flowLogs`, flowLogs)),
  ];
}

function checkRange(path: string, cidr: string): Issue[] {
  const length = Number(cidr.split("/")[1]);
  const { largest, smallest } = VPC_PREFIX;
  return check(
    !(length < largest || length > smallest),
    path,
    `must be /${largest} to /${smallest}, so that every zone has room for a load balancer, got ${cidr}`,
  );
}

function checkInterfaceEndpoints(
  path: string,
  { interfaceEndpoints, natGateways }: WebNetworkConfig,
): Issue[] {
  if (interfaceEndpoints === undefined) return [];
  if ("none" in interfaceEndpoints) {
    return check(
      interfaceEndpoints.none.reason.trim() !== "",
      `${path}.none.reason`,
      "must say why the network needs no interface endpoint, got an empty text",
    );
  }
  const { services } = interfaceEndpoints;
  const repeated = services.filter((service, index) => services.indexOf(service) !== index);
  const missing =
    natGateways === "none" ? SESSION_MANAGER.filter((service) => !services.includes(service)) : [];
  return [
    ...check(
      repeated.length === 0,
      `${path}.services`,
      `must not name a service twice, got ${repeated.join(", ")} again`,
    ),
    ...check(
      missing.length === 0,
      `${path}.services`,
      `must have ${SESSION_MANAGER.join(" and ")} where there is no NAT gateway, or nobody can log in to an instance: ` +
        `add ${missing.join(", ")}, or give a reason in none`,
    ),
  ];
}
