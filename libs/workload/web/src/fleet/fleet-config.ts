import type { Architecture } from "./instance-type";
import type { ScalingConfig } from "./scaling/scaling-config";

/** The fleet of a `web` workload: its instances. */
export interface FleetConfig {
  /**
   * Number of instances, or of the units that `instanceTypes` counts in. `desired` holds at creation, afterwards scaling
   * moves it; the same goes for `min` and `max` where a schedule sets them.
   */
  readonly capacity: Capacity;
  /** Which instances: a list of types, or what they must have. */
  readonly instanceTypes: InstanceTypes;
  /**
   * How much is bought On-Demand; the rest is Spot, which AWS takes back at two minutes' notice.
   *
   * @default - all of it
   */
  readonly onDemand?: OnDemandShare;
  /**
   * When the newest Amazon Linux is looked up, or the one image to use: `ami-0a1b2c3d4e5f60718`.
   *
   * - `at-plan`: a plan shows the image that it brings, and every deployment brings the newest one.
   * - `at-launch`: whatever is newest when an instance starts, seen in no plan; AWS refuses to undo a rollout then.
   *
   * @default "at-plan"
   */
  readonly image?: ImageChoice;
  /** @default - the average CPU use is held at 70 percent */
  readonly scaling?: ScalingConfig;
  /** @default - half of the fleet at a time, new instances before old ones end */
  readonly rollout?: RolloutConfig;
  /**
   * By name, moments at which an instance waits until somebody has prepared or saved something. EventBridge tells of
   * each; what then acts completes the hook.
   *
   * @default - instances wait for nobody
   */
  readonly lifecycleHooks?: Readonly<Record<string, LifecycleHookConfig>>;
  /** @default - an instance starts when it is needed */
  readonly warmPool?: WarmPoolConfig;
  /**
   * Age at which an instance is replaced, in days: 1 to 365.
   *
   * @default - instances live as long as they are healthy
   */
  readonly maxInstanceLifetimeDays?: number;
  /**
   * Time a new instance gets to start before its health and its load count, in seconds.
   *
   * @default 120
   */
  readonly warmupSeconds?: number;
  /** @default - 8 GiB with what gp3 gives to every volume */
  readonly disk?: DiskConfig;
  /** @default - none: an instance is replaced, never restored */
  readonly snapshots?: SnapshotConfig;
}

export interface Capacity {
  readonly min: number;
  readonly desired: number;
  readonly max: number;
}

/**
 * - A list of types in order of preference, all of one processor architecture: `["m7g.large", "m6g.large"]`.
 * - The same with weights, where sizes differ and `capacity` counts units: `[{ type: "m7g.xlarge", weight: 2 }, ...]`.
 * - Attributes, which also take the types that AWS brings out later.
 */
export type InstanceTypes =
  | readonly [string, ...string[]]
  | readonly [WeightedInstanceType, ...WeightedInstanceType[]]
  | InstanceAttributes;

export interface WeightedInstanceType {
  /** `m7g.xlarge` */
  readonly type: string;
  /** For how many units of `capacity` such an instance counts, 1 to 999. */
  readonly weight: number;
}

/** What an instance must have. The cheapest matching types are taken On-Demand, those with most spare capacity as Spot. */
export interface InstanceAttributes {
  /** `arm64` is Graviton. It decides the image and with it the types. */
  readonly architecture: Architecture;
  readonly vCpus: AtLeast;
  readonly memoryMiB: AtLeast;
  /** @default - any ratio */
  readonly memoryGiBPerVCpu?: AtLeast;
  /**
   * Types of the T families, which run at full speed for a while only.
   *
   * @default "excluded"
   */
  readonly burstable?: "included" | "excluded" | "required";
  /**
   * `current` leaves out what AWS calls previous generations.
   *
   * @default "current"
   */
  readonly generations?: "current" | "all";
  /**
   * Types to leave out, `*` allowed: `["c7gn.*"]`.
   *
   * @default - none
   */
  readonly exclude?: readonly string[];
  /**
   * What `capacity` counts.
   *
   * @default "instances"
   */
  readonly countedIn?: "instances" | "vcpus" | "memory-mib";
}

export interface AtLeast {
  readonly min: number;
  /** @default - no limit */
  readonly max?: number;
}

export interface OnDemandShare {
  /** So much of `capacity` is On-Demand before any of it is Spot; at least 1. */
  readonly base: number;
  /** How much of what goes beyond `base` is On-Demand, in percent: 0 to 99. */
  readonly percentageAbove: number;
}

export type ImageChoice = "at-plan" | "at-launch" | `ami-${string}`;

/** How instances are replaced by newer ones; the fleet never gets smaller meanwhile. */
export interface RolloutConfig {
  /**
   * How many instances more than wanted may run, and so how many are replaced at a time, in percent: 1 to 100.
   *
   * @default 50
   */
  readonly surgePercentage?: number;
  /**
   * Shares of the fleet at which a rollout waits, so that an alarm has time to stop it.
   *
   * @default - it does not wait
   */
  readonly checkpoints?: {
    /** In ascending order, up to 100. */
    readonly percentages: readonly [number, ...number[]];
    /** Up to 172800, two days. */
    readonly waitSeconds: number;
  };
}

export interface LifecycleHookConfig {
  readonly on: "launch" | "terminate";
  /** How long an instance waits, 30 to 7200. */
  readonly timeoutSeconds: number;
  /** What becomes of it when nobody completes the hook in time; `abandon` ends an instance that was starting. */
  readonly whenTimedOut: "continue" | "abandon";
}

/** Instances that have started once and wait until they are needed; all of the fleet is On-Demand then. */
export interface WarmPoolConfig {
  /** A stopped instance costs its volume only, a running one is in service sooner. */
  readonly state: "stopped" | "running";
  /** Instances that wait at least. */
  readonly minSize: number;
  /**
   * Instances that wait and that are in service, together, at most.
   *
   * @default - the fleet's `max`
   */
  readonly maxPrepared?: number;
  /**
   * Whether an instance goes back to the pool when the fleet gets smaller.
   *
   * @default false
   */
  readonly reuseOnScaleIn?: boolean;
}

/** The root volume of each instance: gp3, encrypted, deleted with the instance. */
export interface DiskConfig {
  /** 8 (the size of the image) to 65536. */
  readonly sizeGiB: number;
  /**
   * 3000 to 80000, and at most 500 for each GiB.
   *
   * @default 3000
   */
  readonly iops?: number;
  /**
   * 125 to 2000, and at most a quarter of `iops`.
   *
   * @default 125
   */
  readonly throughputMiBps?: number;
}

/** Snapshots of the fleet's volumes, for what instances write to them. */
export interface SnapshotConfig {
  readonly everyHours: 1 | 2 | 3 | 4 | 6 | 8 | 12 | 24;
  /** When the first one of a day is taken, in UTC: `03:00`. */
  readonly at: string;
  /** How many are kept of each volume, 1 to 1000. */
  readonly keep: number;
}
