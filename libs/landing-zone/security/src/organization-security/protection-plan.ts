/**
 * What GuardDuty looks at besides CloudTrail, VPC flow logs and DNS, by the name that its API has. Each is billed by what
 * it analyzes: https://aws.amazon.com/guardduty/pricing/
 */
// https://docs.aws.amazon.com/guardduty/latest/ug/guardduty-features-activation-model.html
export const PROTECTION_PLANS = [
  "S3_DATA_EVENTS",
  "EKS_AUDIT_LOGS",
  "EBS_MALWARE_PROTECTION",
  "RDS_LOGIN_EVENTS",
  "LAMBDA_NETWORK_LOGS",
  "RUNTIME_MONITORING",
] as const;

export type ProtectionPlan = (typeof PROTECTION_PLANS)[number];

/** For which accounts: all of them, those that join from now on, or none. */
export const MEMBERSHIPS = ["ALL", "NEW", "NONE"] as const;

export type Membership = (typeof MEMBERSHIPS)[number];
