import { average, least, most, type NamedMetric, type Part, percentile, sum } from "./web-measures";

/** One chart of the dashboard. */
export interface WebChart {
  readonly part: Part;
  readonly title: string;
  readonly lines: Readonly<Record<string, NamedMetric>>;
}

/** What the dashboard shows of a `web` workload: of each part that it has, what was asked, what went wrong, how it was. */
export const WEB_CHARTS: readonly WebChart[] = [
  {
    part: "application-front-door",
    title: "Requests and errors",
    lines: {
      requests: sum("balancer", "RequestCount"),
      "errors of instances": sum("balancer", "HTTPCode_Target_5XX_Count"),
      "errors of the load balancer": sum("balancer", "HTTPCode_ELB_5XX_Count"),
      "rejected connections": sum("balancer", "RejectedConnectionCount"),
    },
  },
  {
    part: "application-front-door",
    title: "Seconds to answer",
    lines: {
      "half of them": percentile(50, "targets", "TargetResponseTime"),
      "all but one of a hundred": percentile(99, "targets", "TargetResponseTime"),
    },
  },
  {
    part: "network-front-door",
    title: "Connections and errors",
    lines: {
      "new connections": sum("balancer", "NewFlowCount"),
      "broken off by instances": sum("balancer", "TCP_Target_Reset_Count"),
      "broken off by the load balancer": sum("balancer", "TCP_ELB_Reset_Count"),
      rejected: sum("balancer", "RejectedFlowCount"),
    },
  },
  {
    part: "front-door",
    title: "Targets",
    lines: {
      healthy: least("targets", "HealthyHostCount"),
      unhealthy: most("targets", "UnHealthyHostCount"),
    },
  },
  {
    part: "fleet",
    title: "Capacity",
    lines: {
      minimum: average("group", "GroupMinSize"),
      desired: average("group", "GroupDesiredCapacity"),
      "in service": average("group", "GroupInServiceCapacity"),
      maximum: average("group", "GroupMaxSize"),
    },
  },
  {
    part: "fleet",
    title: "% CPU",
    lines: {
      average: average("instances", "CPUUtilization"),
      busiest: most("instances", "CPUUtilization"),
    },
  },
  {
    part: "memory",
    title: "% memory",
    lines: { average: average("memory", "mem_used_percent"), fullest: most("memory", "mem_used_percent") },
  },
  {
    part: "nat-gateways",
    title: "NAT",
    lines: {
      "connections without a port": sum("nat-gateways", "ErrorPortAllocation"),
      "dropped packets": sum("nat-gateways", "PacketsDropCount"),
    },
  },
];
