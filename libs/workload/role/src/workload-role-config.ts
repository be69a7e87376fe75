import type { Region } from "@tagform/deployment";

/** Environment data of a `workload-role`: the IAM role of the instances of a team's regional workloads. */
export interface WorkloadRoleConfig {
  readonly kind: "workload-role";
  /** True: one role in each of `regions` (`...-use1`), so that a mistake reaches one Region only. */
  readonly perRegion: boolean;
  /** Regions whose cells use the role; its permissions end there. */
  readonly regions: readonly [Region, ...Region[]];
  /**
   * Versions that exist side by side (`...-v1`, `...-v2`): a Region moves forward, or back, by naming another one.
   *
   * @default - one role without a version in its name
   */
  readonly versions?: readonly [number, ...number[]];
}
