import { type Cell, physicalName, type Region, REGIONS } from "@tagform/deployment";

/** Which of a team's instance roles. */
export interface InstanceRoleReference {
  readonly cell: Pick<Cell, "team" | "environment">;
  /** Name of the `workload-role` in the team's global cell. */
  readonly workload: string;
  /**
   * The Region that the role is for.
   *
   * @default - the role serves all Regions
   */
  readonly region?: Region | undefined;
  /**
   * The role's version.
   *
   * @default - the role has no versions
   */
  readonly version?: number | undefined;
}

/**
 * Name of an instance role: `research-dev-instance-use1-v2`.
 *
 * The global cell creates the role under this name and regional cells find it by the same name; no cell reads another's
 * state. So the global cell is deployed first and destroyed last.
 *
 * @throws UserError when the name is longer than AWS allows
 */
export function instanceRoleName({ cell, workload, region, version }: InstanceRoleReference): string {
  return physicalName("role", cell.team, cell.environment, workload, ...roleVariant(region, version));
}

/**
 * What all roles of one workload own, among the team's parameters and metrics: `research/instance`. Their instances read
 * parameters below it and write metrics of that namespace.
 */
export function instanceRoleFolder({
  cell,
  workload,
}: Pick<InstanceRoleReference, "cell" | "workload">): string {
  return `${cell.team}/${workload}`;
}

/** What distinguishes the roles of one workload: `["use1", "v2"]`, nothing when there is only one. */
export function roleVariant(region: Region | undefined, version: number | undefined): string[] {
  return [
    ...(region === undefined ? [] : [REGIONS[region].shortCode]),
    ...(version === undefined ? [] : [`v${version}`]),
  ];
}
