import { check, type Issue } from "@tagform/outcome";

import type { WorkloadRoleConfig } from "./workload-role-config";

export function checkWorkloadRole(path: string, { regions, versions = [1] }: WorkloadRoleConfig): Issue[] {
  return [
    ...check(
      new Set(regions).size === regions.length && regions.length > 0,
      `${path}.regions`,
      `must name each Region once, got ${regions.join(", ") || "none"}`,
    ),
    ...check(
      new Set(versions).size === versions.length && versions.length > 0,
      `${path}.versions`,
      `must name each version once, got ${versions.join(", ") || "none"}`,
    ),
    ...check(
      versions.every((version) => Number.isInteger(version) && version >= 1),
      `${path}.versions`,
      `must be whole numbers from 1, got ${versions.join(", ")}`,
    ),
  ];
}
