import { quote } from "@tagform/deployment";
import { check, type Issue } from "@tagform/outcome";

import type { AtLeast, FleetConfig, InstanceAttributes } from "./fleet-config";
import { architectureOf, isInstanceType } from "./instance-type";
import { isTypeList, weighedTypes } from "./instance-types";

/** AWS takes so many overrides of a launch template. */
const MOST_TYPES = 40;
const LARGEST_WEIGHT = 999;
const TYPE_PATTERN = /^[a-z0-9*][a-z0-9.*-]*$/;

export function checkInstanceTypes(
  path: string,
  { instanceTypes, capacity, onDemand }: FleetConfig,
): Issue[] {
  if (!isTypeList(instanceTypes)) return checkAttributes(path, instanceTypes);
  const weighed = weighedTypes(instanceTypes);
  const types = weighed.map(({ type }) => type);
  return [
    ...checkTypes(path, types),
    ...weighed.flatMap(({ weight }, index) => checkWeight(`${path}[${index}].weight`, weight, capacity.max)),
    ...check(
      onDemand === undefined || types.length > 1,
      path,
      `must name more than one type where part of the fleet is Spot, so that another one can stand in, got ${types.join(", ")}`,
    ),
  ];
}

function checkTypes(path: string, types: readonly string[]): Issue[] {
  const malformed = types.filter((type) => !isInstanceType(type));
  if (malformed.length > 0) {
    return check(
      false,
      path,
      `must be EC2 instance types like "t4g.small", got ${malformed.map(quote).join(", ")}`,
    );
  }
  const architectures = types.map((type) => `${type} (${architectureOf(type)})`).join(", ");
  return [
    ...check(
      types.length > 0 && types.length <= MOST_TYPES,
      path,
      `must name 1 to ${MOST_TYPES} instance types, got ${types.length}`,
    ),
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

function checkWeight(path: string, weight: number | undefined, max: number): Issue[] {
  if (weight === undefined) return [];
  return check(
    Number.isInteger(weight) && weight >= 1 && weight <= Math.min(LARGEST_WEIGHT, max),
    path,
    `must be a whole number from 1 to ${LARGEST_WEIGHT} and at most the fleet's max of ${max}, got ${weight}`,
  );
}

function checkAttributes(path: string, attributes: InstanceAttributes): Issue[] {
  const { vCpus, memoryMiB, memoryGiBPerVCpu, exclude = [] } = attributes;
  const malformed = exclude.filter((type) => !TYPE_PATTERN.test(type));
  return [
    ...checkRange(`${path}.vCpus`, vCpus, Number.isInteger),
    ...checkRange(`${path}.memoryMiB`, memoryMiB, Number.isInteger),
    ...(memoryGiBPerVCpu === undefined
      ? []
      : checkRange(`${path}.memoryGiBPerVCpu`, memoryGiBPerVCpu, Number.isFinite)),
    ...check(
      malformed.length === 0,
      `${path}.exclude`,
      `must be instance types, with * for any characters, got ${malformed.map(quote).join(", ")}`,
    ),
  ];
}

function checkRange(path: string, { min, max }: AtLeast, isAmount: (value: number) => boolean): Issue[] {
  return check(
    [min, max ?? min].every(isAmount) && min > 0 && min <= (max ?? min),
    path,
    `must be numbers above 0 with min <= max, got min ${min} and max ${max ?? "none"}`,
  );
}
