/** When a target counts as healthy. */
export interface HealthCheckTiming {
  /**
   * Time from one check to the next, 5 to 300 seconds.
   *
   * @default 30
   */
  readonly intervalSeconds?: number;
  /**
   * Time that a target has to answer, 2 to 120 seconds and less than the interval.
   *
   * @default 5
   */
  readonly timeoutSeconds?: number;
  /**
   * Answers in a row after which a target is healthy, 2 to 10.
   *
   * @default 2
   */
  readonly healthyThreshold?: number;
  /**
   * Failures in a row after which a target is unhealthy, 2 to 10.
   *
   * @default 3
   */
  readonly unhealthyThreshold?: number;
}

/**
 * A check by HTTP. The page that it asks for speaks for the instance alone: one that fails with a database that all
 * instances share would have the whole fleet replaced at once.
 */
export interface HttpHealthCheckConfig extends HealthCheckTiming {
  /** @default "HTTP" */
  readonly protocol?: "HTTP";
  /** @default "/health" */
  readonly path?: string;
  /**
   * Status codes of a healthy target: `200`, `200,204` or `200-299`.
   *
   * @default "200"
   */
  readonly successCodes?: string;
}

/** A check that a connection can be opened: the port is open, which says nothing about the page. */
export interface TcpHealthCheckConfig extends HealthCheckTiming {
  readonly protocol: "TCP";
}

interface CommonTargetsConfig {
  /**
   * Time that requests in flight get when an instance is taken out, 0 to 3600 seconds.
   *
   * @default 30
   */
  readonly deregistrationDelaySeconds?: number;
}

/** A client's requests go to the same instance: a way out for state that should not be on an instance. */
export interface StickinessConfig {
  /** How long, 1 second to 7 days. */
  readonly seconds: number;
  /**
   * Cookie of the application that stickiness follows; it ends when the application stops sending the cookie.
   *
   * @default - a cookie of the load balancer's own
   */
  readonly cookieName?: string;
}

/**
 * How requests are spread. AWS allows slow start with `round_robin` only, and with `weighted_random` no stickiness.
 *
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html
 */
export type BalancingConfig =
  | {
      /** In turn. @default "round_robin" */
      readonly algorithm?: "round_robin";
      /**
       * Time in which a new instance's share of requests grows to the full one, 30 to 900 seconds, or 0 for at once.
       *
       * @default 30
       */
      readonly slowStartSeconds?: number;
      /** @default - none */
      readonly stickiness?: StickinessConfig;
    }
  | {
      /** To the instance with the fewest requests in progress: for requests or instances that differ much. */
      readonly algorithm: "least_outstanding_requests";
      /** @default - none */
      readonly stickiness?: StickinessConfig;
    }
  | {
      readonly algorithm: "weighted_random";
      /**
       * Send less to instances that answer with more errors than the others do.
       *
       * @default true
       */
      readonly anomalyMitigation?: boolean;
    };

/** How an Application Load Balancer treats the instances behind it. */
export type ApplicationTargetsConfig = CommonTargetsConfig &
  BalancingConfig & {
    /** @default - `/health` answers 200, asked every 30 seconds */
    readonly healthCheck?: HttpHealthCheckConfig;
  };

/** How a Network Load Balancer treats the instances behind it. */
export interface NetworkTargetsConfig extends CommonTargetsConfig {
  /** @default - `/health` answers 200, asked every 30 seconds by HTTP */
  readonly healthCheck?: HttpHealthCheckConfig | TcpHealthCheckConfig;
  /**
   * Let instances see the client's address instead of the load balancer's. Either way they are reached through the load
   * balancer only: a rule that names its security group also holds for addresses that it passes on. An instance that
   * calls its own load balancer and is given to itself gets no answer while this is on.
   *
   * @default true
   */
  readonly preserveClientIp?: boolean;
  /**
   * Send a client's address to the same instance every time; AWS does not offer it together with TLS.
   *
   * @default false
   */
  readonly stickiness?: boolean;
}
