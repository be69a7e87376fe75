import { check, type Issue } from "@tagform/outcome";

import type { WebConfig } from "../web-config";

/** Whether the front door counts the requests that a fleet's number of instances follows. */
export function checkRequests(
  path: string,
  { frontDoor, fleet }: Pick<WebConfig, "frontDoor" | "fleet">,
): Issue[] {
  return check(
    frontDoor?.type !== "network" || fleet.scaling?.requests === undefined,
    `${path}.fleet.scaling.requests`,
    "needs an Application Load Balancer, a Network Load Balancer sees connections and no requests: leave it out, or frontDoor.type",
  );
}
