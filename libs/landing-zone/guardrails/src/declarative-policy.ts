/**
 * What accounts declare for EC2, VPC and EBS in all their Regions; whoever asks for something else is refused with
 * `exceptionMessage`.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_declarative_syntax.html
 */
export interface DeclarativePolicy {
  /** What instances start with that say nothing themselves. */
  readonly instanceMetadataDefaults?: {
    readonly httpTokens?: "required" | "optional" | "no_preference";
    /** 1 to 64; -1 for no preference. */
    readonly httpPutResponseHopLimit?: number;
    readonly httpEndpoint?: "enabled" | "disabled" | "no_preference";
    readonly instanceMetadataTags?: "enabled" | "disabled" | "no_preference";
  };
  readonly serialConsoleAccess?: "enabled" | "disabled";
  /** Whether images may be shared with everybody. */
  readonly imageBlockPublicAccess?: "block_new_sharing" | "unblocked";
  readonly snapshotBlockPublicAccess?: "block_all_sharing" | "block_new_sharing" | "unblocked";
  readonly vpcBlockPublicAccess?: {
    readonly mode: "off" | "block_ingress" | "block_bidirectional";
    /** Whether accounts may except networks of theirs. */
    readonly exclusionsAllowed: boolean;
  };
  /** What the reader of a refusal is told: whom to ask, where to read. */
  readonly exceptionMessage?: string;
}
