import { check, type Issue } from "@tagform/outcome";

import { architectureOf, isInstanceType } from "./instance-type";
import type { WebConfig } from "./web-config";

const LONGEST_MESSAGE = 200;
/** What the plan of subnets fits; a spec holds it against the plan, which checks do not load. */
const VPC_PREFIX = { largest: 16, smallest: 23 };
const CERTIFICATE_ARN = /^arn:aws[a-z-]*:acm:[a-z0-9-]+:\d{12}:certificate\/[0-9a-f-]+$/;
const ONE_PRINTABLE_LINE = /^[^\p{C}\p{Zl}\p{Zp}]+$/u;

/**
 * What can be wrong with the data of one `web` workload. Whether its address range is well-formed and free is checked
 * for all kinds together.
 */
export function checkWeb(path: string, config: WebConfig): Issue[] {
  return [
    ...checkRange(`${path}.network.cidr`, config.network.cidr),
    ...checkCapacity(`${path}.capacity`, config.capacity),
    ...checkInstanceTypes(`${path}.instanceTypes`, config.instanceTypes),
    ...checkLogRetention(`${path}.logRetentionDays`, config.logRetentionDays),
    ...checkMessage(`${path}.message`, config.message),
    ...check(
      config.certificateArn === undefined || CERTIFICATE_ARN.test(config.certificateArn),
      `${path}.certificateArn`,
      `must be the ARN of an ACM certificate, got "${config.certificateArn}"`,
    ),
    ...check(
      config.deletable === undefined || config.deletable.reason.trim() !== "",
      `${path}.deletable.reason`,
      "must say why deletion is allowed, got an empty text",
    ),
  ];
}

function checkRange(path: string, cidr: string): Issue[] {
  const length = Number(cidr.split("/")[1]);
  const { largest, smallest } = VPC_PREFIX;
  return check(
    !(length < largest || length > smallest),
    path,
    `must be /${largest} to /${smallest}, so that every zone has room for a load balancer, got ${cidr}`,
  );
}

function checkCapacity(path: string, { min, desired, max }: WebConfig["capacity"]): Issue[] {
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

function checkLogRetention(path: string, days: number): Issue[] {
  return check(
    Number.isInteger(days) && days >= 1,
    path,
    `must be a whole number of days from 1, got ${days}`,
  );
}

function checkMessage(path: string, message: string | undefined): Issue[] {
  if (message === undefined) return [];
  return check(
    ONE_PRINTABLE_LINE.test(message) && message.length <= LONGEST_MESSAGE,
    path,
    `must be one printable line of at most ${LONGEST_MESSAGE} characters, got ${JSON.stringify(message)}`,
  );
}
