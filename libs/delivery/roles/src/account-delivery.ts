import type { EnvironmentName } from "@tagform/deployment";

/** Deliveries of one environment into an account: whose cells are there, and what they work with. */
export interface AccountDelivery {
  readonly environment: EnvironmentName;
  /**
   * Teams whose cells are in the account; of a platform environment, the parts that are deployed into it: of
   * `landing-zone`, the account's name. `state-*` are all that begin so.
   */
  readonly teams: readonly string[];
  /**
   * Services of AWS that these deployments work with besides those that the kinds of their environment need, as IAM
   * calls them: `codebuild`. No other is allowed.
   *
   * @default - none
   */
  readonly additionalServices?: readonly string[];
}

/** What the kinds of workloads need, and those of the platform that delivers them. */
const WORKLOADS = [
  ...["acm", "arc-zonal-shift", "autoscaling", "cloudwatch", "dlm", "ec2", "elasticloadbalancing", "iam"],
  ...["kms", "logs", "route53", "s3", "sns", "sqs", "ssm", "wafv2"],
];

/** What an account's baseline needs; the landing zone's own accounts name more. */
const BASELINE = [
  ...["access-analyzer", "account", "budgets", "config", "ec2", "iam", "kms", "s3", "servicequotas"],
  ...["sns", "ssm"],
];

/** Services that a delivery may work with, by name. */
export function servicesOf({ environment, additionalServices = [] }: AccountDelivery): string[] {
  const own = environment === "landing-zone" ? BASELINE : WORKLOADS;
  return [...new Set([...own, ...additionalServices])].sort();
}
