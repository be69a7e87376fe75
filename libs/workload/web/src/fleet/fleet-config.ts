/** The fleet of a `web` workload: its instances. */
export interface FleetConfig {
  /** Number of instances. `desired` holds at creation; target tracking moves it afterwards. */
  readonly capacity: { readonly min: number; readonly desired: number; readonly max: number };
  /** EC2 instance types in order of preference, all of one processor architecture: `["t4g.small"]`. */
  readonly instanceTypes: readonly [string, ...string[]];
}
