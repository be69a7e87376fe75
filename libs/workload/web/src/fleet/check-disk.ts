import { quote } from "@tagform/deployment";
import { check, type Issue } from "@tagform/outcome";

import type { DiskConfig, SnapshotConfig } from "./fleet-config";

/** Of gp3. https://docs.aws.amazon.com/ebs/latest/userguide/general-purpose.html */
const SIZE_GIB = { min: 8, max: 65_536 };
const IOPS = { min: 3000, max: 80_000, perGiB: 500 };
const THROUGHPUT_MIBPS = { min: 125, max: 2000, perIops: 0.25 };
const MOST_SNAPSHOTS = 1000;
const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

export function checkDisk(path: string, { sizeGiB, iops, throughputMiBps }: DiskConfig): Issue[] {
  // What every volume has is never too much for it.
  const mostIops = Math.max(IOPS.min, Math.min(IOPS.max, IOPS.perGiB * sizeGiB));
  const mostThroughput = Math.min(THROUGHPUT_MIBPS.max, THROUGHPUT_MIBPS.perIops * (iops ?? IOPS.min));
  return [
    ...checkWithin(`${path}.sizeGiB`, sizeGiB, SIZE_GIB.min, SIZE_GIB.max, ""),
    ...checkWithin(`${path}.iops`, iops, IOPS.min, mostIops, ` (${IOPS.perGiB} for each GiB)`),
    ...checkWithin(
      `${path}.throughputMiBps`,
      throughputMiBps,
      THROUGHPUT_MIBPS.min,
      mostThroughput,
      " (a quarter of iops)",
    ),
  ];
}

export function checkSnapshots(path: string, { at, keep }: SnapshotConfig): Issue[] {
  return [
    ...check(TIME.test(at), `${path}.at`, `must be a time of day in UTC like "03:00", got ${quote(at)}`),
    ...checkWithin(`${path}.keep`, keep, 1, MOST_SNAPSHOTS, ""),
  ];
}

function checkWithin(
  path: string,
  value: number | undefined,
  least: number,
  most: number,
  why: string,
): Issue[] {
  return check(
    value === undefined || (Number.isInteger(value) && value >= least && value <= most),
    path,
    `must be a whole number from ${least} to ${most}${why}, got ${value}`,
  );
}
