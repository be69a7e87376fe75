import type { Region } from "@tagform/deployment";
import type { Organization } from "@tagform/landing-zone-organization";

import type { AccessAnalysisConfig } from "./access-analysis-config";
import type { AlternateContactsConfig } from "./alternate-contacts-config";
import type { BudgetsConfig } from "./budget-config";
import type { RecorderChoice } from "./config-recorder-config";
import type { DefaultVpcsConfig } from "./default-vpcs/default-vpcs-config";
import type { PasswordPolicyConfig } from "./password-policy-config";
import type { QuotaRequestConfig } from "./quota-request-config";

/** What a baseline needs to know of the organization. */
export type BaselineOrganization = Pick<Organization, "vending" | "governedRegions" | "accounts">;

/** What an account of the organization is born with: `baseline` in `environments/landing-zone/accounts/<name>.ts`. */
export interface AccountBaselineConfig {
  readonly kind: "account-baseline";
  readonly organization: BaselineOrganization;
  /**
   * Regions of the account in which anything may be: what is set for each Region is set there.
   *
   * @default - all that the organization governs
   */
  readonly regions?: readonly Region[];
  /**
   * Those of the Regions that an account must switch on first, and that are on in this one.
   *
   * @default - none
   */
  readonly optInRegions?: readonly Region[];
  readonly contacts: AlternateContactsConfig;
  readonly budgets: BudgetsConfig;
  readonly recorder: RecorderChoice;
  /**
   * Quotas that the account needs higher.
   *
   * @default - those that AWS gives
   */
  readonly quotas?: readonly QuotaRequestConfig[];
  /** @default - no Region has a default VPC */
  readonly defaultVpcs?: DefaultVpcsConfig;
  /**
   * Let policies make buckets of the account public, for the reason given.
   *
   * @default - no bucket is public, whatever its own settings say
   */
  readonly publicBuckets?: { readonly reason: string };
  /**
   * Keys of volumes for which nobody named one: AWS's own, or one of the account's in each Region, at 1 USD a month. A
   * snapshot that is encrypted with AWS's own cannot be given to another account.
   *
   * @default "aws"
   */
  readonly volumeKeys?: "aws" | "own";
  /**
   * How many network hops answers of the metadata service may take, where who launches an instance does not say: 2 reach a
   * container on it.
   *
   * @default 1
   */
  readonly metadataHops?: number;
  /** @default - 14 characters, changed every 90 days, none of the last 24 */
  readonly passwords?: PasswordPolicyConfig;
  /**
   * What the sign-in page has instead of the account's id.
   *
   * @default - the id
   */
  readonly accountAlias?: string;
  /** @default - what others can use is looked for in every Region */
  readonly accessAnalysis?: AccessAnalysisConfig;
}

/** Where a baseline makes what each Region has of its own. */
export const regionsOf = ({ regions, organization }: AccountBaselineConfig): readonly Region[] =>
  regions ?? organization.governedRegions;
