import type { SecurityOrganization } from "../security-organization";
import type { ManagedRuleIdentifier } from "./managed-rule";

/**
 * What AWS Config finds in all accounts, from the audit account, in its cell of the home Region: after the management account
 * has made it Config's administrator (`security-delegation`).
 *
 * The recorders are the accounts' own: Control Tower's, or those of `account-baseline`.
 */
export interface OrganizationConfigConfig {
  readonly kind: "organization-config";
  readonly organization: SecurityOrganization;
  /** Managed rules for every account, by AWS Config's identifier, each with the parameters that it takes. */
  readonly rules: Readonly<Partial<Record<ManagedRuleIdentifier, Readonly<Record<string, string>>>>>;
  /**
   * Accounts without a recorder, by id, each with why: a rule that reaches one cannot be created.
   *
   * @default - every account of the organization has one
   */
  readonly excludedAccounts?: Readonly<Record<string, { readonly reason: string }>>;
}
