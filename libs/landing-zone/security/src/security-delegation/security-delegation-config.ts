import type { SecurityOrganization } from "../security-organization";

/**
 * Makes the audit account administrator of the organization's security services, from the management account, which alone
 * may: after the audit account's `security-services`, before its `organization-security` and `organization-config`.
 */
export interface SecurityDelegationConfig {
  readonly kind: "security-delegation";
  readonly organization: SecurityOrganization;
  /**
   * Services that have the audit account for administrator already: Control Tower, from its version 4.0 on, registers it
   * with Config, and AWS refuses to do it twice.
   *
   * @default - none
   */
  readonly registeredElsewhere?: readonly RegisteredService[];
  /**
   * Let the audit account administer the organization's trails, too: events can then be looked into without entering the
   * management account, and trails can be changed from there.
   *
   * @default false
   */
  readonly trails?: boolean;
}

/**
 * Services whose administrator AWS Organizations itself registers, once for all Regions. Both of Config: one aggregates,
 * the other deploys rules.
 */
// https://docs.aws.amazon.com/config/latest/developerguide/aggregated-register-delegated-administrator.html
// https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-delegated-administrator.html
export const REGISTERED_SERVICES = [
  "config.amazonaws.com",
  "config-multiaccountsetup.amazonaws.com",
  "access-analyzer.amazonaws.com",
] as const;

export type RegisteredService = (typeof REGISTERED_SERVICES)[number];
