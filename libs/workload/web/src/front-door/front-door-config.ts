import type { ListenerAction, ListenerRules } from "./listener-rule-config";
import type { ApplicationTargetsConfig, NetworkTargetsConfig } from "./targets-config";
import type { NetworkTlsConfig, TlsConfig } from "./tls-config";

/**
 * The front door of a `web` workload: its load balancer.
 *
 * `application` understands HTTP: rules, redirects, a web firewall. `network` passes connections on: static addresses,
 * the lowest latency, millions of requests per second. A changed type is another load balancer.
 */
export type FrontDoorConfig = ApplicationFrontDoorConfig | NetworkFrontDoorConfig;

interface CommonFrontDoorConfig {
  /**
   * Let operators move traffic away from a zone with an ARC zonal shift. Nothing moves by itself.
   *
   * @default true
   */
  readonly zonalShift?: boolean;
}

/** An Application Load Balancer; it spreads requests over all zones, for which AWS does not charge. */
export interface ApplicationFrontDoorConfig extends CommonFrontDoorConfig {
  /** @default "application" */
  readonly type?: "application";
  /**
   * Serve HTTPS on 443, and redirect HTTP on 80 to it.
   *
   * @default - the page is served over HTTP
   */
  readonly tls?: TlsConfig;
  /**
   * Rules by path, host, header, method, query and source address.
   *
   * @default - none
   */
  readonly rules?: ListenerRules;
  /**
   * What a request gets that no rule is for.
   *
   * @default - it goes to the fleet
   */
  readonly otherwise?: ListenerAction;
  /** @default - see there */
  readonly targets?: ApplicationTargetsConfig;
  /**
   * Web ACL of AWS WAF that filters requests: a regional one, of the cell's own Region and account.
   *
   * @default - requests are not filtered
   */
  readonly webAclArn?: string;
  /**
   * What happens to requests that two servers could read differently: `strictest` refuses all that RFC 7230 does not
   * allow, `defensive` lets through those that are known to be harmless.
   *
   * @default "defensive"
   */
  readonly desyncMitigation?: "defensive" | "strictest";
  /**
   * Whether the client's address is added to `X-Forwarded-For`; `preserve` hands on what a proxy in front has written,
   * `remove` hides it from the fleet.
   *
   * @default "append"
   */
  readonly forwardedFor?: "append" | "preserve" | "remove";
  /**
   * Let clients use HTTP/2; the fleet is asked in HTTP/1.1.
   *
   * @default true
   */
  readonly http2?: boolean;
  /**
   * Time without any data after which a connection is closed, 1 to 4000 seconds.
   *
   * @default 60
   */
  readonly idleTimeoutSeconds?: number;
  /**
   * Time that a client may keep a connection, 60 seconds to 7 days.
   *
   * @default 3600
   */
  readonly clientKeepAliveSeconds?: number;
  /**
   * Also log connections, beside requests: which TLS version, cipher and certificate a client used, and those that fail
   * before there is a request.
   *
   * @default false
   */
  readonly connectionLogs?: boolean;
}

/** A Network Load Balancer. It logs connections over TLS only: without `tls` there are no access logs. */
export interface NetworkFrontDoorConfig extends CommonFrontDoorConfig {
  readonly type: "network";
  /**
   * Serve TLS on 443, and nothing on 80: this load balancer cannot redirect.
   *
   * @default - TCP on 80, handed on as it comes
   */
  readonly tls?: NetworkTlsConfig;
  /** @default - see there */
  readonly targets?: NetworkTargetsConfig;
  /**
   * Spread connections over the instances of all zones. AWS charges what then passes between zones, in each direction;
   * without it every zone serves what arrives there, with its own instances only, however few they are.
   *
   * @default true
   */
  readonly crossZone?: boolean;
  /**
   * One Elastic IP address for each zone, for clients that must know addresses. They take three of the five that AWS
   * gives a Region at first. A changed choice is another load balancer.
   *
   * @default false
   */
  readonly staticAddresses?: boolean;
}
