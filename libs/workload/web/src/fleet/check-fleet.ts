import { quote } from "@tagform/deployment";
import { check, type Issue } from "@tagform/outcome";

import { checkDisk, checkSnapshots } from "./check-disk";
import { checkInstanceTypes } from "./check-instance-types";
import { checkHook, checkRollout } from "./check-replacement";
import type { Capacity, FleetConfig, ImageChoice, OnDemandShare } from "./fleet-config";
import { checkScaling } from "./scaling/check-scaling";

const IMAGE = /^(?:at-plan|at-launch|ami-(?:[0-9a-f]{8}|[0-9a-f]{17}))$/;

/** What can be wrong with the data of a fleet. */
export function checkFleet(path: string, config: FleetConfig): Issue[] {
  const { capacity, onDemand, image, scaling = {}, rollout, lifecycleHooks = {}, disk, snapshots } = config;
  return [
    ...checkCapacity(`${path}.capacity`, capacity),
    ...checkInstanceTypes(`${path}.instanceTypes`, config),
    ...(onDemand === undefined ? [] : checkOnDemand(`${path}.onDemand`, onDemand, capacity)),
    ...checkImage(`${path}.image`, image),
    ...checkScaling(`${path}.scaling`, scaling, capacity),
    ...(rollout === undefined ? [] : checkRollout(`${path}.rollout`, rollout)),
    ...Object.entries(lifecycleHooks).flatMap(([name, hook]) =>
      checkHook(`${path}.lifecycleHooks`, name, hook),
    ),
    ...checkWarmPool(`${path}.warmPool`, config),
    ...checkTimes(path, config),
    ...(disk === undefined ? [] : checkDisk(`${path}.disk`, disk)),
    ...(snapshots === undefined ? [] : checkSnapshots(`${path}.snapshots`, snapshots)),
  ];
}

function checkCapacity(path: string, { min, desired, max }: Capacity): Issue[] {
  const got = `got min ${min}, desired ${desired} and max ${max}`;
  return [
    ...check([min, desired, max].every(isCount), path, `must be whole numbers from 0, ${got}`),
    ...check(min <= desired && desired <= max, path, `min <= desired <= max must hold, ${got}`),
  ];
}

const isCount = (value: number): boolean => Number.isInteger(value) && value >= 0;

function checkOnDemand(path: string, { base, percentageAbove }: OnDemandShare, { max }: Capacity): Issue[] {
  return [
    ...check(
      Number.isInteger(base) && base >= 1 && base < max,
      `${path}.base`,
      `must be a whole number from 1, so that not all instances can be taken back, and below the fleet's max of ${max}, so that Spot has a part, got ${base}`,
    ),
    ...check(
      Number.isInteger(percentageAbove) && percentageAbove >= 0 && percentageAbove < 100,
      `${path}.percentageAbove`,
      `must be a whole number from 0 to 99 (leave onDemand out to have no Spot), got ${percentageAbove}`,
    ),
  ];
}

function checkImage(path: string, image: ImageChoice | undefined): Issue[] {
  return check(
    image === undefined || IMAGE.test(image),
    path,
    `must be "at-plan", "at-launch" or the id of an image like "ami-0a1b2c3d4e5f60718", got ${quote(image ?? "")}`,
  );
}

/**
 * AWS's API once refused a warm pool to groups of several instance types too; its reference has dropped that.
 *
 * https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_PutWarmPool.html
 */
function checkWarmPool(path: string, { warmPool, onDemand, capacity }: FleetConfig): Issue[] {
  if (warmPool === undefined) return [];
  const { minSize, maxPrepared = capacity.max } = warmPool;
  return [
    ...check(
      onDemand === undefined,
      path,
      "needs a fleet that is all On-Demand, AWS keeps no Spot instances warm: leave one of warmPool and onDemand out",
    ),
    ...check(
      isCount(maxPrepared) && maxPrepared >= capacity.min,
      `${path}.maxPrepared`,
      `must be a whole number, at least the fleet's min of ${capacity.min}, got ${maxPrepared}`,
    ),
    ...check(
      isCount(minSize) && minSize <= maxPrepared,
      `${path}.minSize`,
      `must be a whole number from 0 to ${maxPrepared}, got ${minSize}`,
    ),
  ];
}

function checkTimes(path: string, { maxInstanceLifetimeDays, warmupSeconds }: FleetConfig): Issue[] {
  return [
    ...check(
      maxInstanceLifetimeDays === undefined ||
        (isCount(maxInstanceLifetimeDays) && maxInstanceLifetimeDays >= 1 && maxInstanceLifetimeDays <= 365),
      `${path}.maxInstanceLifetimeDays`,
      `must be a whole number from 1 to 365, got ${maxInstanceLifetimeDays}`,
    ),
    ...check(
      warmupSeconds === undefined || isCount(warmupSeconds),
      `${path}.warmupSeconds`,
      `must be a whole number from 0, got ${warmupSeconds}`,
    ),
  ];
}
