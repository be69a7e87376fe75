import type { Region } from "@tagform/deployment";
import type { UnitGuardrails } from "@tagform/landing-zone-guardrails";

/** How accounts are made: by Account Factory for Terraform, or by AWS Organizations alone, without Control Tower. */
export type Vending = "account-factory" | "organizations";

/** One organizational unit. Its path is its key in the organization's data: `Workloads/Dev`; a parent is listed too. */
export interface OrganizationalUnit {
  /**
   * `ou-ab12-cdef3456`.
   *
   * @default - the unit does not exist yet: nothing can be vended into it
   */
  readonly id?: string;
  /** Whether Control Tower governs it. Where accounts are vended by Organizations alone, false everywhere. */
  readonly registered: boolean;
  readonly guardrails?: UnitGuardrails;
}

/** An account that workloads use although nobody vended it. */
export interface ExternalAccount {
  /** 12 digits. */
  readonly accountId: string;
  /** Why it is not vended. */
  readonly reason: string;
  /**
   * Path of the unit it is in.
   *
   * @default - it is in no unit of this organization
   */
  readonly organizationalUnit?: string;
}

/** `environments/landing-zone/organization.ts` satisfies this. */
export interface Organization {
  /** `o-a1b2c3d4e5` */
  readonly id: string;
  /** `r-ab12`, the parent of all units that have no other. */
  readonly rootId: string;
  readonly vending: Vending;
  /** Where Control Tower was set up. */
  readonly homeRegion: Region;
  /** Regions that Control Tower governs, the home Region included; nothing is deployed elsewhere. */
  readonly governedRegions: readonly Region[];
  /** The accounts that the landing zone itself consists of, 12 digits each. */
  readonly accounts: {
    readonly management: string;
    readonly logArchive: string;
    /** Also called security tooling: delegated administrator of the security services. */
    readonly audit: string;
    /** AFT's own account; of Organizations alone, the tooling account. */
    readonly accountFactory: string;
  };
  /** Units by path. Their guardrails are inherited downwards; those of the root have the path `Root`. */
  readonly units: Readonly<Record<string, OrganizationalUnit>>;
  /** Keys that the tags of every account must have. */
  readonly requiredTags: readonly string[];
  /** By name. */
  readonly externalAccounts: Readonly<Record<string, ExternalAccount>>;
}
