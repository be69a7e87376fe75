import { HEALTH_CHECKER_REGIONS, quote } from "@tagform/deployment";
import { check, type Issue } from "@tagform/outcome";

import type { HealthCheckConfig } from "./failover-config";

// https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html
const PATH = /^\/[!-~]{0,254}$/;
const FEWEST_CHECKERS = 3;

/** What AWS would refuse only when the health check is made. */
export function checkHealthCheck(path: string, config: HealthCheckConfig): Issue[] {
  const { port = 443, failureThreshold = 3, checkerRegions } = config;
  return [
    ...checkPath(`${path}.path`, config.path),
    ...check(isWhole(port, 1, 65_535), `${path}.port`, `must be a port from 1 to 65535, got ${port}`),
    ...check(
      isWhole(failureThreshold, 1, 10),
      `${path}.failureThreshold`,
      `must be a whole number from 1 to 10, got ${failureThreshold}`,
    ),
    ...(checkerRegions === undefined ? [] : checkCheckers(`${path}.checkerRegions`, checkerRegions)),
  ];
}

/** A path and query as a health check may ask for it. */
export function checkPath(path: string, text: string): Issue[] {
  const allowed = "begin with / and have at most 255 printable characters without spaces";
  return check(PATH.test(text), path, `must ${allowed}, got ${quote(text)}`);
}

function checkCheckers(path: string, regions: readonly string[]): Issue[] {
  const known: readonly string[] = HEALTH_CHECKER_REGIONS;
  const strangers = regions.filter((region) => !known.includes(region));
  return [
    ...check(
      new Set(regions).size === regions.length && regions.length >= FEWEST_CHECKERS,
      path,
      `must name at least ${FEWEST_CHECKERS} Regions, each once, got ${regions.join(", ") || "none"}`,
    ),
    ...check(
      strangers.length === 0,
      path,
      `no checkers are in ${strangers.join(", ")}, only in ${known.join(", ")}`,
    ),
  ];
}

const isWhole = (number: number, least: number, most: number): boolean =>
  Number.isInteger(number) && number >= least && number <= most;
