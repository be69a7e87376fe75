import type { Partition } from "./region";

/** The role in every workload account that Terraform's AWS provider assumes. */
export const INFRA_BUILD_ROLE = "InfraBuildRole";

/** The session name under which CloudTrail of the workload account shows what Terraform did. */
export const INFRA_BUILD_SESSION = "INFRA_BUILD";

/**
 * ARN of the role in an account.
 *
 * @param accountId - 12 digits, as text: leading zeros count
 * @param partition - `aws` unless the account is in GovCloud or China
 */
export function infraBuildRoleArn(accountId: string, partition: Partition = "aws"): string {
  return `arn:${partition}:iam::${accountId}:role/${INFRA_BUILD_ROLE}`;
}
