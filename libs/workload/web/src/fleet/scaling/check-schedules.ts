import { didYouMean, quote } from "@tagform/deployment";
import { check, type Issue } from "@tagform/outcome";

import type { Capacity } from "../fleet-config";
import { cronProblem } from "./cron";
import type { ScheduleConfig } from "./scaling-config";

type Schedules = Readonly<Record<string, ScheduleConfig>>;

const NAME = /^[A-Za-z0-9_-]{1,255}$/;
/** Zones by place, and those without one; `US/Pacific` and the like are old names, which AWS may not know. */
const ZONE =
  /^(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Etc|Europe|Indian|Pacific)(?:\/[A-Z][\w+-]*)+$/;

/** What can be wrong with changes of the capacity that are known beforehand. */
export function checkSchedules(path: string, schedules: Schedules, capacity: Capacity): Issue[] {
  return [
    ...Object.entries(schedules).flatMap(([name, schedule]) => checkSchedule(path, name, schedule, capacity)),
    ...checkMoments(path, schedules),
    ...(["min", "max"] as const).flatMap((bound) => checkReturn(path, schedules, bound)),
  ];
}

function checkSchedule(path: string, name: string, schedule: ScheduleConfig, capacity: Capacity): Issue[] {
  const { cron, timeZone, min, desired, max } = schedule;
  const problem = cronProblem(cron);
  const own = `${path}.${name}`;
  return [
    ...check(
      NAME.test(name),
      path,
      `must be named with letters, digits and - _, at most 255, got ${quote(name)}`,
    ),
    ...check(problem === undefined, `${own}.cron`, `${problem}, got ${quote(cron)}`),
    ...checkTimeZone(`${own}.timeZone`, timeZone),
    ...checkNumbers(
      own,
      [min, desired, max].filter((value) => value !== undefined),
    ),
    ...checkOrder(own, {
      min: min ?? capacity.min,
      desired: desired ?? min ?? capacity.min,
      max: max ?? capacity.max,
    }),
  ];
}

function checkTimeZone(path: string, timeZone: string): Issue[] {
  const near = didYouMean(timeZone, Intl.supportedValuesOf("timeZone"));
  return check(
    ZONE.test(timeZone) && isKnown(timeZone),
    path,
    `must be a time zone of the IANA database like "Europe/Berlin" or "Etc/UTC", got ${quote(timeZone)}${near}`,
  );
}

/** The list of zones has one name for each; this also knows the others: Asia/Kolkata beside Asia/Calcutta. */
function isKnown(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

function checkNumbers(path: string, numbers: readonly number[]): Issue[] {
  return [
    ...check(numbers.length > 0, path, "must set min, desired or max, sets none"),
    ...check(
      numbers.every((value) => Number.isInteger(value) && value >= 0),
      path,
      `must set whole numbers from 0, got ${numbers.join(", ")}`,
    ),
  ];
}

function checkOrder(path: string, { min, desired, max }: Capacity): Issue[] {
  return check(
    min <= desired && desired <= max,
    path,
    `min <= desired <= max must hold, got min ${min}, desired ${desired} and max ${max}; what is left out is the fleet's`,
  );
}

function checkMoments(path: string, schedules: Schedules): Issue[] {
  const moments = Object.values(schedules).map(({ cron, timeZone }) => `${cron} ${timeZone}`);
  const twice = new Set(moments.filter((moment, index) => moments.indexOf(moment) !== index));
  return check(
    twice.size === 0,
    path,
    `must not set the capacity twice at the same moment, got ${[...twice].map(quote).join(", ")} twice`,
  );
}

/** What a schedule sets, only schedules set: a deployment in between must not undo it. */
function checkReturn(path: string, schedules: Schedules, bound: "min" | "max"): Issue[] {
  const names = Object.keys(schedules).filter((name) => schedules[name]?.[bound] !== undefined);
  return check(
    names.length !== 1,
    path,
    `only ${names[0]} sets ${bound}, for good: add a schedule that sets it back`,
  );
}
