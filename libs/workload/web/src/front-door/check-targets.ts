import { quote } from "@tagform/deployment";
import { check, type Issue } from "@tagform/outcome";

import { checkRange } from "./check-range";
import type {
  ApplicationTargetsConfig,
  HealthCheckTiming,
  HttpHealthCheckConfig,
  NetworkTargetsConfig,
  StickinessConfig,
  TcpHealthCheckConfig,
} from "./targets-config";

const WEEK_SECONDS = 604_800;
// https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html
const LONGEST_PATH = 1024;
const ABSOLUTE_PATH = /^\/[!-~]*$/;
const CODE = "[2-4]\\d\\d";
const SUCCESS_CODES = new RegExp(`^${CODE}(?:-${CODE})?(?:,${CODE}(?:-${CODE})?)*$`);
const COOKIE_NAME = /^[\w.!#$%&'*+^`|~-]+$/;
const RESERVED_COOKIE = /^AWSALB/;

export function checkApplicationTargets(path: string, targets: ApplicationTargetsConfig): Issue[] {
  const { deregistrationDelaySeconds, healthCheck } = targets;
  const { slowStartSeconds, stickiness } = { slowStartSeconds: undefined, stickiness: undefined, ...targets };
  return [
    ...checkDelay(path, deregistrationDelaySeconds),
    ...check(
      slowStartSeconds === undefined || slowStartSeconds === 0 || isIn(slowStartSeconds, 30, 900),
      `${path}.slowStartSeconds`,
      `must be a whole number of seconds from 30 to 900, or 0 for none, got ${slowStartSeconds}`,
    ),
    ...(stickiness === undefined ? [] : checkStickiness(`${path}.stickiness`, stickiness)),
    ...(healthCheck === undefined ? [] : checkHealth(`${path}.healthCheck`, healthCheck)),
  ];
}

export function checkNetworkTargets(path: string, targets: NetworkTargetsConfig): Issue[] {
  const { deregistrationDelaySeconds, healthCheck } = targets;
  return [
    ...checkDelay(path, deregistrationDelaySeconds),
    ...(healthCheck === undefined ? [] : checkHealth(`${path}.healthCheck`, healthCheck)),
  ];
}

const checkDelay = (path: string, seconds: number | undefined): Issue[] =>
  checkRange(`${path}.deregistrationDelaySeconds`, seconds, [0, 3600], "seconds");

const isIn = (value: number, least: number, most: number): boolean =>
  Number.isInteger(value) && value >= least && value <= most;

function checkStickiness(path: string, { seconds, cookieName }: StickinessConfig): Issue[] {
  return [
    ...checkRange(`${path}.seconds`, seconds, [1, WEEK_SECONDS], "seconds"),
    ...check(
      cookieName === undefined || (COOKIE_NAME.test(cookieName) && !RESERVED_COOKIE.test(cookieName)),
      `${path}.cookieName`,
      `must be the name of a cookie, not one of AWS's own that begin with AWSALB, got ${quote(cookieName ?? "")}`,
    ),
  ];
}

function checkHealth(path: string, config: HttpHealthCheckConfig | TcpHealthCheckConfig): Issue[] {
  return [...checkTiming(path, config), ...(config.protocol === "TCP" ? [] : checkAnswer(path, config))];
}

function checkTiming(path: string, timing: HealthCheckTiming): Issue[] {
  const { intervalSeconds = 30, timeoutSeconds = 5, healthyThreshold, unhealthyThreshold } = timing;
  return [
    ...checkRange(`${path}.intervalSeconds`, intervalSeconds, [5, 300], "seconds"),
    ...checkRange(`${path}.timeoutSeconds`, timeoutSeconds, [2, 120], "seconds"),
    ...check(
      timeoutSeconds < intervalSeconds,
      `${path}.timeoutSeconds`,
      `must be less than the interval of ${intervalSeconds} seconds, got ${timeoutSeconds}`,
    ),
    ...checkRange(`${path}.healthyThreshold`, healthyThreshold, [2, 10], "answers"),
    ...checkRange(`${path}.unhealthyThreshold`, unhealthyThreshold, [2, 10], "failures"),
  ];
}

function checkAnswer(path: string, { path: page, successCodes }: HttpHealthCheckConfig): Issue[] {
  return [
    ...check(
      page === undefined || (ABSOLUTE_PATH.test(page) && page.length <= LONGEST_PATH),
      `${path}.path`,
      `must begin with / and have at most ${LONGEST_PATH} printable characters, got ${quote(page ?? "")}`,
    ),
    ...check(
      successCodes === undefined || SUCCESS_CODES.test(successCodes),
      `${path}.successCodes`,
      `must be status codes from 200 to 499, like "200", "200,204" or "200-299", got ${quote(successCodes ?? "")}`,
    ),
  ];
}
