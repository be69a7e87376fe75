import type { FleetConfig } from "./fleet/fleet-config";
import type { FrontDoorConfig } from "./front-door/front-door-config";
import type { MonitoringConfig } from "./monitoring/monitoring-config";
import type { WebNetworkConfig } from "./network/network-config";

/** Environment data of a `web` workload: a page behind a load balancer, in a network of its own. */
export interface WebConfig {
  readonly kind: "web";
  readonly network: WebNetworkConfig;
  /** @default - an internet-facing Application Load Balancer that serves the page over HTTP */
  readonly frontDoor?: FrontDoorConfig;
  readonly fleet: FleetConfig;
  /** The `workload-role` of the team's global cell that the instances use; that cell is deployed first. */
  readonly instanceRole: {
    /** Name of that workload in the global scope. */
    readonly workload: string;
    /** Whether it has a role for each Region. */
    readonly perRegion: boolean;
    /**
     * Which of its versions to use.
     *
     * @default - the role without a version in its name
     */
    readonly version?: number;
  };
  /** @default - baseline alarms, on the cell's dashboard; nobody is told */
  readonly monitoring?: MonitoringConfig;
  /** How long access logs and flow logs are kept, in days. */
  readonly logRetentionDays: number;
  /**
   * Text of the page, one line; the page names the Region below it.
   *
   * @default - the workload's name
   */
  readonly message?: string;
  /**
   * Let Terraform delete the load balancer, the logs and, within a week, the keys of what is encrypted, for the reason
   * given.
   *
   * @default - deletion is refused until this is set and applied
   */
  readonly deletable?: { readonly reason: string };
}
