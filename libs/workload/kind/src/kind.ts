import type { KindConfig, KindRules } from "@tagform/config";
import type { Cell, Region } from "@tagform/deployment";
import type { Construct } from "constructs";

/**
 * A kind of workload: what a team may write under `kind` in its environment data, how that is checked, and what is built.
 *
 * The module that exports a kind stays light: `load` imports the construct, so that checks need no cdktf
 * and a deployment loads only the kinds that its cell uses.
 */
export interface Kind<C extends KindConfig> extends KindRules<C> {
  readonly kind: C["kind"];
  /** One line for `tagform list`: lower case, no full stop. */
  readonly summary: string;
  load(): Promise<WorkloadConstructor<C>>;
}

/** What every workload is given, whatever its kind. */
export interface WorkloadProps<C> {
  /** The workload's name in the environment data: unique within its cell. */
  readonly name: string;
  readonly cell: Cell;
  /** The Region that the provider talks to: the cell's, or the one global resources are deployed from. */
  readonly region: Region;
  /** 12 digits. */
  readonly accountId: string;
  /** AWS partition of `region`: `aws`, `aws-us-gov`, `aws-cn`. */
  readonly partition: string;
  /** The cell's tags, for what AWS creates later and the provider never sees, such as instances. */
  readonly tags: Readonly<Record<string, string>>;
  readonly config: C;
}

export type WorkloadConstructor<C> = new (scope: Construct, id: string, props: WorkloadProps<C>) => Construct;

/** The environment data of a kind: `ConfigOf<typeof web>` is `WebConfig`. */
export type ConfigOf<K> = K extends Kind<infer C> ? C : never;
