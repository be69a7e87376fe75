import type { Region } from "./region";

/**
 * Regions from which Route 53 checks the health of endpoints.
 * https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html
 */
export const HEALTH_CHECKER_REGIONS = [
  "us-east-1",
  "us-west-1",
  "us-west-2",
  "eu-west-1",
  "ap-southeast-1",
  "ap-southeast-2",
  "ap-northeast-1",
  "sa-east-1",
] as const satisfies readonly Region[];

export type HealthCheckerRegion = (typeof HEALTH_CHECKER_REGIONS)[number];
