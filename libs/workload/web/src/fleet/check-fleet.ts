import { check, type Issue } from "@tagform/outcome";

import type { FleetConfig } from "./fleet-config";
import { architectureOf, isInstanceType } from "./instance-type";

export function checkFleet(path: string, { capacity, instanceTypes }: FleetConfig): Issue[] {
  return [
    ...checkCapacity(`${path}.capacity`, capacity),
    ...checkInstanceTypes(`${path}.instanceTypes`, instanceTypes),
  ];
}

function checkCapacity(path: string, { min, desired, max }: FleetConfig["capacity"]): Issue[] {
  const got = `got min ${min}, desired ${desired} and max ${max}`;
  return [
    ...check([min, desired, max].every(isCount), path, `must be whole numbers from 0, ${got}`),
    ...check(min <= desired && desired <= max, path, `min <= desired <= max must hold, ${got}`),
  ];
}

const isCount = (value: number): boolean => Number.isInteger(value) && value >= 0;

function checkInstanceTypes(path: string, types: readonly string[]): Issue[] {
  const malformed = types.filter((type) => !isInstanceType(type));
  if (malformed.length > 0) {
    return check(false, path, `must be EC2 instance types like "t4g.small", got "${malformed.join('", "')}"`);
  }
  const architectures = types.map((type) => `${type} (${architectureOf(type)})`).join(", ");
  return [
    ...check(types.length > 0, path, "must name at least one instance type"),
    ...check(
      new Set(types).size === types.length,
      path,
      `must not name an instance type twice, got ${types.join(", ")}`,
    ),
    ...check(
      new Set(types.map(architectureOf)).size <= 1,
      path,
      `must share one processor architecture, as they share one image, got ${architectures}`,
    ),
  ];
}
