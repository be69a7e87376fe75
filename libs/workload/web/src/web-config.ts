/** Environment data of a `web` workload: a page behind a load balancer, in a network of its own. */
export interface WebConfig {
  readonly kind: "web";
  readonly network: {
    /** Address range of the VPC, /16 to /23. */
    readonly cidr: string;
    /** Ways out to the internet for private subnets: none, one for all zones, or one in each zone. */
    readonly natGateways: "none" | "single" | "one-per-zone";
  };
  /** Number of instances. `desired` holds at creation; target tracking moves it afterwards. */
  readonly capacity: { readonly min: number; readonly desired: number; readonly max: number };
  /** EC2 instance types in order of preference, all of one processor architecture: `["t4g.small"]`. */
  readonly instanceTypes: readonly [string, ...string[]];
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
  /** How long access logs and flow logs are kept, in days. */
  readonly logRetentionDays: number;
  /**
   * Text of the page, one line; the page names the Region below it.
   *
   * @default - the workload's name
   */
  readonly message?: string;
  /**
   * ACM certificate of the load balancer, in the cell's own Region; with it, HTTP redirects to HTTPS.
   *
   * @default - the page is served over HTTP
   */
  readonly certificateArn?: string;
  /**
   * Let Terraform delete the load balancer and the logs, for the reason given.
   *
   * @default - deletion is refused until this is set and applied
   */
  readonly deletable?: { readonly reason: string };
}
