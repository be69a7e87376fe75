import type { SecurityOrganization } from "../security-organization";

/**
 * Makes the audit account administrator of the organization's security services, from the management account, which alone
 * may: after the audit account's `security-services`, before its `organization-security` and `organization-config`.
 */
export interface SecurityDelegationConfig {
  readonly kind: "security-delegation";
  readonly organization: SecurityOrganization;
  /**
   * Let the audit account administer the organization's trails, too: events can then be looked into without entering the
   * management account, and trails can be changed from there.
   *
   * @default false
   */
  readonly trails?: boolean;
}
