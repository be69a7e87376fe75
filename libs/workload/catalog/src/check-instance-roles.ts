import { isRegion, quote, type Region } from "@tagform/deployment";
import { check, type Issue } from "@tagform/outcome";

import type { Environment, Team, Workload } from "./environment";

type InstanceRole = Extract<Workload, { readonly instanceRole: unknown }>["instanceRole"];

/**
 * The issues of regional workloads whose instance role the team's global cell does not have. AWS would find them when
 * the regional cell is planned; the data of both cells is known before.
 */
export function checkInstanceRoles({ teams }: Pick<Environment, "teams">): Issue[] {
  return Object.entries(teams).flatMap(([name, team]) =>
    Object.keys(team.scopes)
      .filter(isRegion)
      .flatMap((region) => checkRegion(`teams.${name}.scopes.${region}.workloads`, region, team)),
  );
}

function checkRegion(path: string, region: Region, team: Team): Issue[] {
  return Object.entries(team.scopes[region]?.workloads ?? {}).flatMap(([name, workload]) =>
    "instanceRole" in workload
      ? checkReference(`${path}.${name}.instanceRole`, region, workload.instanceRole, team)
      : [],
  );
}

function checkReference(path: string, region: Region, reference: InstanceRole, { scopes }: Team): Issue[] {
  const role = scopes.global?.workloads[reference.workload];
  if (role?.kind !== "workload-role") {
    const message = `the team's global scope has no workload-role ${quote(reference.workload)}, add it there`;
    return [{ path: `${path}.workload`, message }];
  }
  return [
    ...check(
      role.perRegion === reference.perRegion,
      `${path}.perRegion`,
      `is ${reference.perRegion}, but ${reference.workload} says ${role.perRegion}`,
    ),
    ...check(
      role.regions.includes(region),
      `${path}.workload`,
      `${reference.workload} is for ${role.regions.join(", ")} only, add ${region} to its regions`,
    ),
    ...checkVersion(path, reference, role.versions),
  ];
}

function checkVersion(
  path: string,
  { workload, version }: InstanceRole,
  versions?: readonly number[],
): Issue[] {
  if (versions === undefined) {
    return check(version === undefined, `${path}.version`, `is ${version}, but ${workload} has no versions`);
  }
  return check(
    version !== undefined && versions.includes(version),
    `${path}.version`,
    `must be one of ${workload}'s versions ${versions.join(", ")}, got ${version ?? "none"}`,
  );
}
