import { isRegion, quote, type Region, REGIONS } from "@tagform/deployment";
import { check, type Issue } from "@tagform/outcome";

/** A quota that the account needs higher than AWS gives it. */
export interface QuotaRequestConfig {
  /** `ec2`; `aws service-quotas list-services` lists all. */
  readonly service: string;
  /** `L-1216C47A`; `aws service-quotas list-service-quotas --service-code ec2` lists those of a service. */
  readonly quota: string;
  /**
   * At least the value that the account has today: Service Quotas only raises, and a lower one fails the deployment.
   */
  readonly value: number;
  /**
   * @default - all Regions of the account's baseline; of a service that has one place for all Regions, that one
   */
  readonly regions?: readonly Region[];
  /** What it is needed for: whoever approves reads it. */
  readonly reason: string;
}

/** A request for one Region. */
export interface QuotaInRegion extends Omit<QuotaRequestConfig, "regions"> {
  readonly region: Region;
}

/**
 * Services whose quotas an account has once. Service Quotas knows them in one Region alone.
 * https://docs.aws.amazon.com/general/latest/gr/iam-service.html and those of the others, 2026-06
 */
const ACCOUNT_WIDE: Readonly<Record<string, Region>> = {
  account: "us-east-1",
  cloudfront: "us-east-1",
  iam: "us-east-1",
  organizations: "us-east-1",
  route53: "us-east-1",
};

const SERVICE = /^[a-z][a-z0-9-]{0,62}$/;
const QUOTA = /^L-[0-9A-F]{8}$/;

/** What is asked of Service Quotas, Region by Region. */
export function quotasInRegions(
  requests: readonly QuotaRequestConfig[],
  regions: readonly Region[],
): QuotaInRegion[] {
  return requests.flatMap(({ regions: own, ...request }) =>
    (own ?? defaultRegions(request.service, regions)).map((region) => ({ ...request, region })),
  );
}

const accountWide = (service: string): Region | undefined =>
  Object.hasOwn(ACCOUNT_WIDE, service) ? ACCOUNT_WIDE[service] : undefined;

function defaultRegions(service: string, regions: readonly Region[]): readonly Region[] {
  const only = accountWide(service);
  return only === undefined ? regions : [only];
}

export function checkQuotaRequests(
  path: string,
  requests: readonly QuotaRequestConfig[],
  regions: readonly Region[],
): Issue[] {
  return requests.flatMap((request, index) => [
    ...checkRequest(`${path}.${index}`, request, regions),
    ...checkAskedOnce(`${path}.${index}`, request, requests.slice(0, index), regions),
  ]);
}

function checkRequest(path: string, request: QuotaRequestConfig, regions: readonly Region[]): Issue[] {
  const { service, quota, value, reason, regions: own = [] } = request;
  return [
    ...check(
      SERVICE.test(service),
      `${path}.service`,
      `must be a service's code such as ec2, got ${quote(service)}`,
    ),
    ...check(QUOTA.test(quota), `${path}.quota`, `must be a code such as L-1216C47A, got ${quote(quota)}`),
    ...check(Number.isFinite(value) && value > 0, `${path}.value`, `must be above 0, got ${value}`),
    ...check(reason.trim() !== "", `${path}.reason`, "must say what it is needed for, got an empty text"),
    ...check(
      request.regions === undefined || own.length > 0,
      `${path}.regions`,
      "names no Region: leave it out for all of them, or the request",
    ),
    ...own.flatMap((region, index) =>
      checkRegion(`${path}.regions.${index}`, region, service, regions, own.indexOf(region) === index),
    ),
  ];
}

function checkRegion(
  path: string,
  region: string,
  service: string,
  regions: readonly Region[],
  isFirst: boolean,
): Issue[] {
  if (!isRegion(region)) return [{ path, message: `is no Region: ${quote(region)}` }];
  const only = accountWide(service);
  if (only !== undefined && REGIONS[region].partition === "aws") {
    return check(region === only, path, `quotas of ${service} are asked for in ${only} alone, got ${region}`);
  }
  return [
    ...check(
      regions.includes(region),
      path,
      `must be one of the account's Regions, ${regions.join(", ")}, got ${quote(region)}`,
    ),
    ...check(isFirst, path, `${quote(region)} is named twice: remove one`),
  ];
}

/** AWS has one open request for a quota; of two in the data, the deployment would alternate. */
function checkAskedOnce(
  path: string,
  request: QuotaRequestConfig,
  earlier: readonly QuotaRequestConfig[],
  regions: readonly Region[],
): Issue[] {
  const asked = quotasInRegions(earlier, regions);
  const twice = new Set(
    quotasInRegions([request], regions)
      .filter((one) => asked.some((other) => isSameQuota(one, other)))
      .map(({ region }) => region),
  );
  const { service, quota } = request;
  return check(
    twice.size === 0,
    path,
    `asks for ${service} ${quota} in ${[...twice].join(", ")} a second time: remove one`,
  );
}

const isSameQuota = (one: QuotaInRegion, other: QuotaInRegion): boolean =>
  one.service === other.service && one.quota === other.quota && one.region === other.region;
