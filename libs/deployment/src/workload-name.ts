import type { Cell } from "./cell";
import { physicalName } from "./physical-name";

/** What all that a regional workload has in AWS is called, or begins with: `research-dev-website`. */
export function workloadName(
  { team, environment }: Pick<Cell, "team" | "environment">,
  name: string,
): string {
  return `${team}-${environment}-${name}`;
}

/**
 * Name of the load balancer of a regional workload, the same in every Region.
 *
 * The Region's cell creates the load balancer under this name and the team's global cell finds it by the same name; no
 * cell reads another's state.
 *
 * @throws UserError when the name is longer than AWS allows
 */
export function loadBalancerName(cell: Pick<Cell, "team" | "environment">, workload: string): string {
  return physicalName("loadBalancer", workloadName(cell, workload));
}
