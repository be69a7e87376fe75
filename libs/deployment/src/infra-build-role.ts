import type { Partition } from "./region";

/** The role in every workload account that Terraform's AWS provider assumes. */
export const INFRA_BUILD_ROLE = "InfraBuildRole";

/** The role in every workload account that plans: it reads what Terraform refreshes, and changes nothing. */
export const INFRA_PLAN_ROLE = "InfraPlanRole";

/** The policy in every account that bounds {@link INFRA_BUILD_ROLE} and the roles that it makes. */
export const INFRA_BOUNDARY = "InfraBoundary";

/** The session name under which CloudTrail of the workload account shows what Terraform did. */
export const INFRA_BUILD_SESSION = "INFRA_BUILD";

/**
 * The tags of the session in which Terraform works in an account, all of them required: CloudTrail tells by them which
 * deployment did something. None of them reaches a resource.
 */
export const SESSION_TAGS = ["environment", "scope", "team", "tag", "commit"] as const;

/**
 * ARN of the role in an account.
 *
 * @param accountId - 12 digits, as text: leading zeros count
 * @param partition - `aws` unless the account is in GovCloud or China
 */
export function infraBuildRoleArn(accountId: string, partition: Partition = "aws"): string {
  return `arn:${partition}:iam::${accountId}:role/${INFRA_BUILD_ROLE}`;
}

/**
 * ARN of the boundary in an account, which every role that a deployment makes there must have.
 *
 * @param accountId - 12 digits, as text: leading zeros count
 * @param partition - `aws` unless the account is in GovCloud or China
 */
export function infraBoundaryArn(accountId: string, partition: string): string {
  return `arn:${partition}:iam::${accountId}:policy/${INFRA_BOUNDARY}`;
}
