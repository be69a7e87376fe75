import type { SecurityOrganization } from "../security-organization";

/**
 * Switches GuardDuty and Security Hub on in the audit account, in every governed Region: before the management account
 * makes it their administrator (`security-delegation`).
 */
export interface SecurityServicesConfig {
  readonly kind: "security-services";
  readonly organization: SecurityOrganization;
  /** How soon GuardDuty tells of a finding that it has seen before. */
  readonly findingFrequency: FindingFrequency;
}

// https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CreateDetector.html
export const FINDING_FREQUENCIES = ["FIFTEEN_MINUTES", "ONE_HOUR", "SIX_HOURS"] as const;

export type FindingFrequency = (typeof FINDING_FREQUENCIES)[number];
