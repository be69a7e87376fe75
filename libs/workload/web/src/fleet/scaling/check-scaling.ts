import { physicalNameProblem } from "@tagform/deployment";
import { check, type Issue } from "@tagform/outcome";

import type { Capacity } from "../fleet-config";
import { checkSchedules } from "./check-schedules";
import {
  DEFAULT_CPU_TARGET,
  type MetricScaling,
  SCALING_METRICS,
  type ScalingConfig,
  type ScalingMetricName,
  type StepScaling,
  type TargetTracking,
} from "./scaling-config";

/** Above this use the load has come already: instances that are added now are late. */
const LATEST_FIRST_STEP = 60;
const LARGEST_STEP = 30;
const PERCENTAGES: readonly ScalingMetricName[] = ["cpu", "memory"];

/** What can be wrong with how a fleet follows its load. */
export function checkScaling(path: string, scaling: ScalingConfig, capacity: Capacity): Issue[] {
  const { queue, schedules = {} } = scaling;
  return [
    ...SCALING_METRICS.flatMap((metric) => checkMetric(`${path}.${metric}`, metric, scaling[metric])),
    ...(queue === undefined ? [] : checkQueue(`${path}.queue`, queue.name, capacity)),
    ...checkScaleIn(path, scaling),
    ...checkSchedules(`${path}.schedules`, schedules, capacity),
  ];
}

function checkMetric(path: string, metric: ScalingMetricName, scaling: MetricScaling | undefined): Issue[] {
  if (scaling === undefined) return [];
  const most = PERCENTAGES.includes(metric) ? 100 : Number.MAX_SAFE_INTEGER;
  return "target" in scaling
    ? checkTarget(`${path}.target`, scaling, most)
    : checkSteps(path, scaling, most, PERCENTAGES.includes(metric) ? LATEST_FIRST_STEP : most);
}

function checkTarget(path: string, { target }: TargetTracking, most: number): Issue[] {
  const allowed = most === 100 ? "a number above 0, at most 100" : "a number above 0";
  return check(target > 0 && target <= most, path, `must be ${allowed}, got ${target}`);
}

function checkSteps(path: string, scaling: StepScaling, most: number, latest: number): Issue[] {
  const bounds = scaling.out.map(({ above }) => above);
  const [first = 0] = bounds;
  const sizes = [
    ...scaling.out.map(({ addPercentage }) => addPercentage),
    ...(scaling.in === undefined ? [] : [scaling.in.removePercentage]),
  ];
  return [
    ...check(
      bounds.every((above, index) => above > (bounds[index - 1] ?? 0) && above < most),
      `${path}.out`,
      `must ascend from above 0${most === 100 ? " to below 100" : ""}, got ${bounds.join(", ")}`,
    ),
    ...check(
      first <= latest,
      `${path}.out[0].above`,
      `must be at most ${latest}, so that instances are there before the load is, got ${first}`,
    ),
    ...check(
      sizes.every((size) => Number.isInteger(size) && size >= 1 && size <= LARGEST_STEP),
      path,
      `must add and remove 1 to ${LARGEST_STEP} percent at a time, small steps and more of them, got ${sizes.join(", ")}`,
    ),
    ...checkGap(`${path}.in.below`, scaling.in, first),
  ];
}

/** When the rest takes over what the removed instances did, the metric must not be where instances are added. */
function checkGap(path: string, scaleIn: StepScaling["in"], above: number): Issue[] {
  if (scaleIn === undefined) return [];
  const most = Math.floor(above * (1 - scaleIn.removePercentage / 100)) - 1;
  return check(
    scaleIn.below > 0 && scaleIn.below <= most,
    path,
    `must be above 0 and at most ${most}, or what is removed is added again, got ${scaleIn.below}`,
  );
}

function checkQueue(path: string, name: string, { min }: Capacity): Issue[] {
  const problem = physicalNameProblem("sqsQueue", name.replace(/\.fifo$/, ""));
  return [
    ...check(problem === undefined, `${path}.name`, problem ?? ""),
    ...check(
      min >= 1,
      path,
      `needs a fleet with a min of at least 1: without instances, messages for each of them is no number, got ${min}`,
    ),
  ];
}

function checkScaleIn(
  path: string,
  { cpu = DEFAULT_CPU_TARGET, memory, requests, queue }: ScalingConfig,
): Issue[] {
  const removes = (scaling: MetricScaling | undefined): boolean =>
    scaling !== undefined && ("target" in scaling ? scaling.scaleIn !== false : scaling.in !== undefined);
  return check(
    [cpu, memory, requests, queue].some(removes),
    path,
    "adds instances and never removes one: let one metric scale in",
  );
}
