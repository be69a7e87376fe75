/** The front door of a `web` workload: its load balancer. */
export interface FrontDoorConfig {
  /**
   * ACM certificate of the load balancer, in the cell's own Region; with it, HTTP redirects to HTTPS.
   *
   * @default - the page is served over HTTP
   */
  readonly certificateArn?: string;
}
