import type { EnvironmentName, Region, Scope, StateLayout } from "@tagform/deployment";

/** What every workload's configuration has: the kind that builds it. */
export interface KindConfig {
  readonly kind: string;
}

/** What runs in one scope of a team: workloads by name. */
export interface ScopeConfig<Workload extends KindConfig = KindConfig> {
  readonly workloads: Readonly<Record<string, Workload>>;
  /**
   * Why the cell is given up. Its next delivery destroys everything in it, always with an approval; the entry is removed
   * after that.
   *
   * @default - it is deployed
   */
  readonly retired?: string;
}

/** One team in one environment: `environments/<environment>/<team>.ts`. */
export interface TeamConfig<Workload extends KindConfig = KindConfig> {
  /**
   * The workload account, 12 digits as text: leading zeros count. `pending: <name>` while the account of that name in the
   * landing zone is not vended yet: its cells are listed, and no tag deploys them.
   */
  readonly accountId: string;
  /**
   * Why other teams or environments use the same account.
   *
   * @default - nobody else does
   */
  readonly sharedAccount?: { readonly reason: string };
  readonly scopes: Readonly<Partial<Record<Scope, ScopeConfig<Workload>>>>;
}

/** How Terraform states of the environment are locked: S3's own lock file, the DynamoDB table, or both. */
export type StateLock = "s3" | "dynamodb";

/** The Terraform backend of an environment. */
export interface StateConfig {
  /** Prefix of state buckets and lock tables; an option or `TF_BACKEND_CONFIG_PREFIX` comes before it. */
  readonly tfBackendConfigPrefix: string;
  /** The Region in which builds run, and where central states lie. */
  readonly buildRegion: Region;
  readonly layout: StateLayout;
  readonly locks: readonly StateLock[];
  /**
   * Key that encrypts the states.
   *
   * @default - the bucket's own: of a `state-storage`, or of Amazon S3
   */
  readonly kmsKeyArn?: string;
}

/**
 * When a person must approve a plan before it is applied; `two-people`: a plan that changes something needs the approvals
 * of two, and one who approves twice is one.
 */
export type Approval = "none" | "when-changed" | "always" | "two-people";

/**
 * The file with the keys whose signatures count: an allowed signers file of ssh-keygen, or public keys of GnuPG. A path from
 * the root of the repository, with `/`: `pipelines/allowed-signers`.
 */
export type TagSigners =
  | { readonly allowedSigners: string; readonly gpgKeys?: never }
  | { readonly gpgKeys: string; readonly allowedSigners?: never };

/** One environment: `environments/<environment>/index.ts`. */
export interface EnvironmentConfig<Workload extends KindConfig = KindConfig> {
  readonly name: EnvironmentName;
  /** The repository that deploys the environment, `tagform`; shown as a tag of every resource. */
  readonly repository: string;
  /** The branch that a deployed commit must be on, `main`. */
  readonly releaseBranch: string;
  /** Regions in which cells may be. */
  readonly regions: readonly Region[];
  /**
   * Opt-in Regions of `regions` that are switched on in every account of the environment.
   *
   * @default - none
   */
  readonly optInRegions?: readonly Region[];
  /** The Region that `global` cells talk to: there is no global endpoint in Terraform's provider. */
  readonly globalResourceDeployFromRegion: Region;
  readonly state: StateConfig;
  readonly approval: Approval;
  /**
   * Refuse deployment tags that carry no signature by a key of this file, which is read at the release branch: who may sign
   * is decided by who may merge.
   *
   * @default - tags need no signature
   */
  readonly signedTags?: TagSigners;
  readonly teams: Readonly<Record<string, TeamConfig<Workload>>>;
}
