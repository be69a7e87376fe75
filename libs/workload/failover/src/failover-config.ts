import type { HealthCheckerRegion, Region } from "@tagform/deployment";

/**
 * Environment data of a `regional-failover`: one DNS name over the load balancers of a workload's Regions.
 *
 * What decides at run time is Route 53's data plane alone: nothing has to be deployed for a Region to take over.
 */
export interface RegionalFailoverConfig {
  readonly kind: "regional-failover";
  readonly zone: HostedZoneConfig;
  /** The name that clients use, `app.example.com`: in the zone, or the zone itself. */
  readonly recordName: string;
  /** Which Region answers. A name without two Regions behind it cannot be written. */
  readonly routing: FailoverRouting | LatencyRouting;
  /** The same for every Region, so that none is judged more mildly than another. */
  readonly healthCheck: HealthCheckConfig;
  /**
   * Let Terraform delete or replace the records, for the reason given.
   *
   * @default - deletion is refused until this is set and applied
   */
  readonly deletable?: { readonly reason: string };
}

/** A public hosted zone in the cell's account. It is looked up: whoever owns the domain makes it. */
export interface HostedZoneConfig {
  /** `example.com`, without a dot at the end. */
  readonly name: string;
  /**
   * Id of the zone.
   *
   * @default - the only public zone of that name in the account
   */
  readonly id?: string;
}

/** One Region answers as long as it is healthy, then the other one. */
export interface FailoverRouting {
  readonly policy: "failover";
  /** No default: a Region becomes primary because somebody wrote it. */
  readonly primary: FailoverEndpoint;
  readonly secondary: FailoverEndpoint;
  /**
   * Give up the primary while this address answers, whatever the primary's health: a switch for people that needs no
   * deployment. Serve it from the secondary's Region, so that it works when the primary's does not. Until its checkers have
   * looked for the first time, the primary counts as given up.
   *
   * @default - the primary's health alone decides
   */
  readonly standbySwitch?: {
    /** Reached over HTTPS: `failover-switch.s3.eu-central-1.amazonaws.com`. */
    readonly host: string;
    /** `/give-up-primary`. A status of 200 to 399 gives the primary up, everything else does not. */
    readonly path: string;
  };
}

/** The healthy Region with the lowest latency for the client answers. */
export interface LatencyRouting {
  readonly policy: "latency";
  readonly endpoints: readonly [FailoverEndpoint, FailoverEndpoint, ...FailoverEndpoint[]];
}

/** A workload in one Region. */
export interface FailoverEndpoint {
  readonly region: Region;
  /** Name of the `web` workload in that Region of the team. */
  readonly workload: string;
  /**
   * Treat the Region as unhealthy, for the reason given: a drill, or work on the Region. Needs a deployment.
   *
   * @default - its health decides
   */
  readonly drained?: { readonly reason: string };
}

/** What Route 53 asks the load balancer in each Region. */
export interface HealthCheckConfig {
  /** HTTPS for workloads with a certificate: over HTTP their redirect would look healthy whatever is behind it. */
  readonly protocol: "HTTP" | "HTTPS";
  /** `/health`: must pass through the load balancer to the application. */
  readonly path: string;
  /** @default 80, or 443 for HTTPS */
  readonly port?: number;
  /**
   * Seconds between two requests of one checker. AWS fixes it when the check is made: another value replaces it.
   *
   * @default 30
   */
  readonly intervalSeconds?: 10 | 30;
  /**
   * Answers in a row, 1 to 10, after which a checker changes its mind.
   *
   * @default 3
   */
  readonly failureThreshold?: number;
  /**
   * Where the checkers are, at least three Regions.
   *
   * @default - all eight Regions that have checkers
   */
  readonly checkerRegions?: readonly HealthCheckerRegion[];
}
