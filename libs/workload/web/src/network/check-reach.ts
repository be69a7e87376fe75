import { check, type Issue } from "@tagform/outcome";

import type { WebConfig } from "../web-config";

/** Whether instances reach what the fleet's data has them do; where there is a NAT gateway they reach everything. */
export function checkReach(path: string, { network, fleet }: Pick<WebConfig, "network" | "fleet">): Issue[] {
  const { natGateways, interfaceEndpoints } = network;
  if (natGateways !== "none" || fleet.scaling?.memory === undefined) return [];
  return check(
    interfaceEndpoints !== undefined &&
      "services" in interfaceEndpoints &&
      interfaceEndpoints.services.includes("monitoring"),
    `${path}.network.interfaceEndpoints`,
    "must have monitoring, as instances report their memory to CloudWatch (fleet.scaling.memory) " +
      'and there is no NAT gateway: { services: ["ssm", "ssmmessages", "logs", "monitoring"] }',
  );
}
