import { INFRA_BOUNDARY, INFRA_BUILD_ROLE, INFRA_PLAN_ROLE, STEP_ROLE_PATH } from "@tagform/deployment";

/** ARN pattern of roles in every account; control policies know no account in advance. */
export const roleArns = (name: string): string => `arn:*:iam::*:role/${name}`;

/**
 * Roles of Control Tower, as its own Region deny exempts them, of AFT, and of CloudFormation's StackSets, which only the
 * organization's administrators can start: they prepare accounts in every Region.
 */
export const FACTORY_ROLES = [
  roleArns("AWSControlTowerExecution"),
  roleArns("aws-controltower-*"),
  roleArns("AWSAFTExecution"),
  roleArns("AWSAFTService"),
  roleArns("stacksets-exec-*"),
] as const;

/** Enters an account that Organizations made; with AWSControlTowerExecution the way in when nothing else works. */
export const RESCUE_ROLE = roleArns("OrganizationAccountAccessRole");

/** What Terraform works as in every account. */
export const BUILD_ROLE = roleArns(INFRA_BUILD_ROLE);

/** What the steps of deliveries run as, in the tooling account. */
export const STEP_ROLES = roleArns(`${STEP_ROLE_PATH.slice(1)}*`);

/** The platform's own roles, the boundary of what they may make, and whoever is exempt from what others are denied. */
export const PROTECTED = [
  roleArns(INFRA_BUILD_ROLE),
  roleArns(INFRA_PLAN_ROLE),
  ...FACTORY_ROLES,
  RESCUE_ROLE,
  `arn:*:iam::*:policy/${INFRA_BOUNDARY}`,
] as const;
