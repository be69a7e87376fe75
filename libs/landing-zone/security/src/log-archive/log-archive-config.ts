import type { SecurityOrganization } from "../security-organization";

/** Keeps logs of all accounts, in the log archive account: `environments/landing-zone/accounts/log-archive.ts`. */
export interface LogArchiveConfig {
  readonly kind: "log-archive";
  readonly organization: SecurityOrganization;
  /** Name of the bucket, in the home Region; who read it is logged in `<bucketName>-logs`. */
  readonly bucketName: string;
  /** Which services put logs there, for any account of the organization. */
  readonly deliveries: readonly ArchiveDelivery[];
  /** How long logs are kept, in days: they are security's, so at least 365. */
  readonly retentionDays: number;
  /**
   * When logs move to a storage class that costs a fifth and is read just as fast (Glacier Instant Retrieval), in days.
   *
   * @default - they stay where they are
   */
  readonly coldAfterDays?: number;
  /**
   * Keep S3 itself from deleting or overwriting any version for some days, whoever asks. `compliance`: not even the root
   * user of the account can shorten it; `governance`: who is allowed to bypass it can, and the bucket's policy allows
   * nobody.
   *
   * @default - the bucket's policy alone forbids to delete
   */
  readonly objectLock?: { readonly mode: "governance" | "compliance"; readonly days: number };
  /**
   * Let Terraform delete the archive with all logs in it, for the reason given. Takes two deployments: one that allows it,
   * one that does it.
   *
   * @default - nothing can delete it
   */
  readonly deletable?: { readonly reason: string };
}

export type ArchiveDelivery =
  /** The organization's trail, which the management account has. */
  | { readonly from: "cloudtrail"; readonly trailName: string }
  /** History and snapshots of AWS Config, by the delivery channels of all accounts and Regions. */
  | { readonly from: "config" }
  /** Flow logs of VPCs, of all accounts and Regions. */
  | { readonly from: "flow-logs" };
