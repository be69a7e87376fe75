import type { SecurityOrganization } from "../security-organization";
import type { Membership, ProtectionPlan } from "./protection-plan";
import type { Standard } from "./standard";

/**
 * What GuardDuty, Security Hub and Access Analyzer do for all accounts, from the audit account, in its cell of the home
 * Region: after the management account has made it their administrator (`security-delegation`).
 */
export interface OrganizationSecurityConfig {
  readonly kind: "organization-security";
  readonly organization: SecurityOrganization;
  readonly guardDuty: {
    /** Every plan is decided, as each costs. GuardDuty itself is on in all accounts. */
    readonly plans: Readonly<Record<ProtectionPlan, Membership>>;
  };
  readonly securityHub: {
    /** Standards that all accounts are held to, in all governed Regions. */
    readonly standards: readonly Standard[];
    /**
     * Controls that are off everywhere, `CloudTrail.5`, each with why.
     *
     * @default - none
     */
    readonly disabledControls?: Readonly<Record<string, { readonly reason: string }>>;
  };
  readonly accessAnalyzer: {
    /**
     * Also look for roles, keys and permissions that nobody has used for so many days, 1 to 365, in the home Region: 0.20
     * USD a month for each role and user of the organization.
     *
     * @default - only what is open to somebody outside of the organization, which costs nothing
     */
    readonly unusedAfterDays?: number;
  };
}
