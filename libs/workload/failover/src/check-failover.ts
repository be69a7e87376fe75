import { quote } from "@tagform/deployment";
import { check, type Issue } from "@tagform/outcome";

import { checkHealthCheck, checkPath } from "./check-health-check";
import { endpointsOf } from "./endpoints";
import type { RegionalFailoverConfig } from "./failover-config";

const LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
const DOMAIN = new RegExp(`^(?=.{1,253}$)(?:${LABEL}\\.)+${LABEL}$`);
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html#VirtualHostingBackwardsCompatibility
const GLOBAL_S3 = /(?:^|\.)s3\.amazonaws\.com$/;
const ZONE_ID = /^Z[A-Z0-9]{1,31}$/;

/** What can be wrong with one `regional-failover` by itself; whether its workloads exist, the catalog checks. */
export function checkRegionalFailover(path: string, config: RegionalFailoverConfig): Issue[] {
  const { deletable } = config;
  return [
    ...checkNames(path, config),
    ...checkEndpoints(path, config),
    ...checkSwitch(`${path}.routing.standbySwitch`, config),
    ...checkHealthCheck(`${path}.healthCheck`, config.healthCheck),
    ...checkReason(`${path}.deletable.reason`, "deletion is allowed", deletable?.reason),
  ];
}

function checkNames(path: string, { zone, recordName }: RegionalFailoverConfig): Issue[] {
  const { name, id } = zone;
  return [
    ...checkDomain(`${path}.zone.name`, name),
    ...check(
      id === undefined || ZONE_ID.test(id),
      `${path}.zone.id`,
      `must be a hosted zone's id such as "Z0123456789ABC", got ${quote(id ?? "")}`,
    ),
    ...checkDomain(`${path}.recordName`, recordName),
    ...check(
      recordName === name || recordName.endsWith(`.${name}`),
      `${path}.recordName`,
      `must be ${name} or end with .${name}, got ${quote(recordName)}`,
    ),
  ];
}

/** Two Regions at least, and one that may answer: a name must never be left without an address. */
function checkEndpoints(path: string, config: RegionalFailoverConfig): Issue[] {
  const endpoints = endpointsOf(config);
  const regions = endpoints.map(({ endpoint }) => endpoint.region);
  const drained = endpoints.filter(({ endpoint }) => endpoint.drained !== undefined);
  return [
    ...check(
      new Set(regions).size === regions.length && regions.length >= 2,
      `${path}.routing`,
      `must name at least two Regions, each once, got ${regions.join(", ") || "none"}`,
    ),
    ...check(
      drained.length < endpoints.length || endpoints.length === 0,
      `${path}.routing`,
      "must leave one Region that is not drained: Route 53 would take them all for healthy",
    ),
    ...drained.flatMap((each) =>
      checkReason(
        `${path}.${each.path}.drained.reason`,
        "the Region is drained",
        each.endpoint.drained?.reason,
      ),
    ),
  ];
}

function checkSwitch(path: string, { routing }: RegionalFailoverConfig): Issue[] {
  if (routing.policy !== "failover" || routing.standbySwitch === undefined) return [];
  const { host, path: address } = routing.standbySwitch;
  const { region } = routing.primary;
  return [
    ...checkDomain(`${path}.host`, host),
    ...check(
      !host.split(".").includes(region),
      `${path}.host`,
      `must not be in ${region}: it is for when that Region is down, got ${quote(host)}`,
    ),
    ...check(
      !GLOBAL_S3.test(host),
      `${path}.host`,
      `must name the bucket's Region, as s3.<region>.amazonaws.com does: us-east-1 answers for ${quote(host)}`,
    ),
    ...checkPath(`${path}.path`, address),
  ];
}

function checkDomain(path: string, text: string): Issue[] {
  const allowed = "a domain name in lower case without a dot at the end";
  return check(DOMAIN.test(text), path, `must be ${allowed}, got ${quote(text)}`);
}

function checkReason(path: string, what: string, reason: string | undefined): Issue[] {
  return check(reason?.trim() !== "", path, `must say why ${what}, got an empty text`);
}
