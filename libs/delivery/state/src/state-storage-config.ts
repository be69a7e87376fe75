import type { EnvironmentName, Region, StateLayout } from "@tagform/deployment";

/** Keeps the Terraform states of one environment: `environments/tooling/state-<environment>.ts`. */
export interface StateStorageConfig {
  readonly kind: "state-storage";
  /** The environment whose states are kept. */
  readonly environment: EnvironmentName;
  /** As that environment's data has it, `state.tfBackendConfigPrefix`. */
  readonly tfBackendConfigPrefix: string;
  /** As that environment's data has it: with `regional`, each of its Regions needs a storage of its own. */
  readonly layout: StateLayout;
  /**
   * The organization whose principals are let in: `o-a1b2c3d4e5`.
   *
   * @default - principals of the tooling account alone
   */
  readonly organizationId?: string;
  /**
   * Roles of the steps that work with states: nobody else reads, writes or locks one.
   *
   * @default - whoever IAM lets, until there are roles
   */
  readonly users?: readonly StateStorageUser[];
  /**
   * Roles of the tooling account that may do what nobody else may: delete states, or the bucket. A path counts:
   * `rescue/state-keeper`.
   *
   * @default - nobody
   */
  readonly breakGlassRoles?: readonly string[];
  /**
   * How long earlier states can be brought back: `days` from when another one followed, and the last `versions`, 1 to
   * 100, whatever their age.
   *
   * @default - a year, and the last 100
   */
  readonly history?: { readonly days: number; readonly versions: number };
  /** How long access logs are kept, in days. */
  readonly logRetentionDays: number;
  /**
   * Another Region that states and records are replicated to.
   *
   * @default - none: when the Region is lost, nothing can be deployed until it is back
   */
  readonly replicaRegion?: Region;
  /**
   * Let Terraform delete the storage with all states in it, for the reason given. Takes two deployments: one that allows
   * it, one that does it.
   *
   * @default - nothing can delete it
   */
  readonly deletable?: { readonly reason: string };
}

export interface StateStorageUser {
  /** A role of the tooling account, with its path: `tagform/tagform-dev-plan`. */
  readonly role: string;
  /** Plan reads states and holds their locks; apply also writes them. */
  readonly step: "plan" | "apply";
  /**
   * The cells whose states it works with: `dev_us-east-1/research`.
   *
   * @default - all that the storage keeps
   */
  readonly cells?: readonly string[];
}
