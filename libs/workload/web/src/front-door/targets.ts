import type { LbTargetGroupConfig, LbTargetGroupHealthCheck } from "@cdktf/provider-aws/lib/lb-target-group";

import type {
  ApplicationTargetsConfig,
  BalancingConfig,
  HttpHealthCheckConfig,
  NetworkTargetsConfig,
  StickinessConfig,
  TcpHealthCheckConfig,
} from "./targets-config";

type Targets = Omit<LbTargetGroupConfig, "name" | "vpcId" | "port">;

/** An Auto Scaling group cannot let go of a target group that is gone: it changes to the new one first. */
export const REPLACED_BEFORE_DESTROYED = { createBeforeDestroy: true } as const;

/** Targets of an Application Load Balancer. */
export function applicationTargets(config: ApplicationTargetsConfig): Targets {
  const { deregistrationDelaySeconds = 30, healthCheck } = config;
  return {
    protocol: "HTTP",
    deregistrationDelay: String(deregistrationDelaySeconds),
    ...balancingOf(config),
    healthCheck: healthCheckOf(healthCheck),
  };
}

/** Targets of a Network Load Balancer. */
export function networkTargets(config: NetworkTargetsConfig): Targets {
  const { deregistrationDelaySeconds = 30, healthCheck } = config;
  const { preserveClientIp = true, stickiness = false } = config;
  return {
    protocol: "TCP",
    deregistrationDelay: String(deregistrationDelaySeconds),
    // The instance goes away after the delay: whoever is still connected learns it at once and connects anew.
    connectionTermination: true,
    // AWS asks for it where zonal shift and crossZone are on. Who is connected to an unhealthy target stays until that
    // is replaced.
    targetHealthState: [{ enableUnhealthyConnectionTermination: false }],
    preserveClientIp: String(preserveClientIp),
    stickiness: { enabled: stickiness, type: "source_ip" },
    healthCheck: healthCheckOf(healthCheck),
  };
}

/** All of it, also what is off: AWS keeps an attribute that is no longer named. */
function balancingOf(config: BalancingConfig): Targets {
  const balancing = {
    loadBalancingAlgorithmType: config.algorithm ?? "round_robin",
    loadBalancingAnomalyMitigation: "off",
    slowStart: 0,
    stickiness: stickinessOf(undefined),
  };
  if (config.algorithm === "weighted_random") {
    const { anomalyMitigation = true } = config;
    return { ...balancing, loadBalancingAnomalyMitigation: anomalyMitigation ? "on" : "off" };
  }
  const stickiness = stickinessOf(config.stickiness);
  if (config.algorithm === "least_outstanding_requests") return { ...balancing, stickiness };
  const { slowStartSeconds: slowStart = 30 } = config;
  return { ...balancing, slowStart, stickiness };
}

function stickinessOf(config: StickinessConfig | undefined): NonNullable<Targets["stickiness"]> {
  if (config === undefined) return { enabled: false, type: "lb_cookie" };
  const { seconds: cookieDuration, cookieName } = config;
  return cookieName === undefined
    ? { enabled: true, type: "lb_cookie", cookieDuration }
    : { enabled: true, type: "app_cookie", cookieName, cookieDuration };
}

function healthCheckOf(config: HttpHealthCheckConfig | TcpHealthCheckConfig = {}): LbTargetGroupHealthCheck {
  const { intervalSeconds = 30, timeoutSeconds = 5, healthyThreshold = 2, unhealthyThreshold = 3 } = config;
  const timing = {
    interval: intervalSeconds,
    timeout: timeoutSeconds,
    healthyThreshold,
    unhealthyThreshold,
  };
  if (config.protocol === "TCP") return { protocol: "TCP", ...timing };
  const { path = "/health", successCodes = "200" } = config;
  return { protocol: "HTTP", path, matcher: successCodes, ...timing };
}
