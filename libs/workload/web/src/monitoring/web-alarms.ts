import type { AlarmRule } from "@tagform/monitoring";

import {
  average,
  least,
  most,
  type NamedExpression,
  type NamedMetric,
  type Part,
  percent,
  percentile,
  sum,
} from "./web-measures";

/** One line of the table below. */
export interface WebAlarm extends Omit<AlarmRule, "measure"> {
  readonly part: Part;
  readonly unit: "%" | "seconds" | "connections" | "errors" | "instances" | "targets";
  readonly measure: NamedMetric | NamedExpression;
  /** Whether it also ends a rollout of new instances: it is about what clients get from the fleet. */
  readonly endsRollout?: true;
}

/** Sooner would be noise, later would be late. */
const SOON = { bad: 3, of: 5 };
/** For what Auto Scaling mends by itself in some minutes: then nobody needs to know. */
const UNMENDED = { bad: 15, of: 15 };

/**
 * What can go wrong with a `web` workload: its usage, its errors, its performance, of each part.
 *
 * Silence: load balancers report errors only when there are some, so a minute without a value is a good one. Groups always
 * report, so silence is as bad as too few instances; a new group is reported until its first instance serves.
 */
export const WEB_ALARMS = {
  "unhealthy-targets": {
    part: "front-door",
    meaning: "Instances fail the load balancer's health check, and are not replaced in time",
    remedy: "See the reason at the target group, and the group's activity history",
    measure: most("targets", "UnHealthyHostCount"),
    ...{ when: ">", threshold: 0, unit: "targets", minutes: { bad: 5, of: 5 }, silence: "notBreaching" },
    endsRollout: true,
  },
  "balancer-errors": {
    part: "application-front-door",
    meaning:
      "The load balancer itself answers with errors (5xx): it finds no healthy target, or gets no answer",
    remedy:
      "See the healthy targets, then the access logs: 503 is no target, 502 and 504 are targets that fail",
    // Requests for which there was no target are not among RequestCount.
    measure: percent(
      sum("balancer", "HTTPCode_ELB_5XX_Count"),
      sum("balancer", "RequestCount"),
      "(errors + FILL(others, 0))",
    ),
    ...{ when: ">", threshold: 1, unit: "%", minutes: SOON, silence: "notBreaching" },
  },
  "target-errors": {
    part: "application-front-door",
    meaning: "Instances answer with errors (5xx)",
    remedy:
      "See whether it began with a rollout: it is then undone or stopped; else log in and read the system log",
    measure: percent(sum("targets", "HTTPCode_Target_5XX_Count"), sum("targets", "RequestCount"), "others"),
    ...{ when: ">", threshold: 1, unit: "%", minutes: SOON, silence: "notBreaching" },
    endsRollout: true,
  },
  latency: {
    part: "application-front-door",
    meaning: "One of a hundred answers takes longer than this many seconds",
    remedy: "See CPU and memory of the fleet, and whether it has reached its maximum size",
    measure: percentile(99, "targets", "TargetResponseTime"),
    ...{ when: ">", threshold: 1, unit: "seconds", minutes: { bad: 5, of: 5 }, silence: "notBreaching" },
  },
  "rejected-connections": {
    part: "application-front-door",
    meaning: "The load balancer has reached its most connections and refuses further ones",
    remedy: "See where they come from in the access logs; AWS support can warm a load balancer up",
    measure: sum("balancer", "RejectedConnectionCount"),
    ...{ when: ">", threshold: 0, unit: "connections", minutes: SOON, silence: "notBreaching" },
  },
  "target-resets": {
    part: "network-front-door",
    meaning: "Instances break connections off",
    remedy: "See whether it began with a rollout; else log in and read the system log",
    measure: percent(
      sum("balancer", "TCP_Target_Reset_Count"),
      sum("balancer", "NewFlowCount"),
      "(errors + FILL(others, 0))",
    ),
    // Clients that are not waited for are broken off too: some is usual.
    ...{ when: ">", threshold: 20, unit: "%", minutes: SOON, silence: "notBreaching" },
  },
  "balancer-resets": {
    part: "network-front-door",
    meaning: "The load balancer breaks connections off: they were idle for too long, or their target is gone",
    remedy: "See the unhealthy targets and the idle timeout of clients",
    measure: percent(
      sum("balancer", "TCP_ELB_Reset_Count"),
      sum("balancer", "NewFlowCount"),
      "(errors + FILL(others, 0))",
    ),
    ...{ when: ">", threshold: 20, unit: "%", minutes: SOON, silence: "notBreaching" },
  },
  "rejected-flows": {
    part: "network-front-door",
    meaning: "The load balancer has no room for new connections and refuses them",
    remedy: "See where they come from in the access logs",
    measure: sum("balancer", "RejectedFlowCount"),
    ...{ when: ">", threshold: 0, unit: "connections", minutes: SOON, silence: "notBreaching" },
  },
  "port-errors": {
    part: "network-front-door",
    meaning: "The load balancer has no port left to connect to an instance",
    remedy: "Add instances: each is worth 55,000 connections at once",
    measure: sum("balancer", "PortAllocationErrorCount"),
    ...{ when: ">", threshold: 0, unit: "errors", minutes: SOON, silence: "notBreaching" },
  },
  // Sizes are in units of capacity, which are instances unless the data weighs them.
  "below-minimum": {
    part: "fleet",
    meaning: "Fewer instances serve than the fleet must always have",
    remedy: "See the group's activity history: quotas, no capacity in a zone, a template that does not start",
    measure: {
      expression: "minimum - serving",
      label: "missing instances",
      metrics: {
        minimum: most("group", "GroupMinSize"),
        serving: least("group", "GroupInServiceCapacity"),
      },
    },
    ...{ when: ">", threshold: 0, unit: "instances", minutes: { bad: 5, of: 5 }, silence: "breaching" },
  },
  "below-desired": {
    part: "fleet",
    meaning: "Instances that the load needs do not come",
    remedy: "See the group's activity history: quotas, no capacity in a zone, a template that does not start",
    measure: {
      expression: "desired - serving",
      label: "missing instances",
      metrics: {
        desired: most("group", "GroupDesiredCapacity"),
        serving: least("group", "GroupInServiceCapacity"),
      },
    },
    ...{ when: ">", threshold: 0, unit: "instances", minutes: UNMENDED, silence: "breaching" },
  },
  cpu: {
    part: "fleet",
    meaning: "Instances have been busy for so long that scaling does not keep up",
    remedy:
      "See whether the fleet has reached its maximum size; else whether its instances are of the right type",
    measure: average("instances", "CPUUtilization"),
    // Without instances there is no value: that is the business of "below-minimum".
    ...{ when: ">", threshold: 90, unit: "%", minutes: { bad: 10, of: 10 }, silence: "missing" },
  },
  "failed-checks": {
    part: "fleet",
    meaning: "AWS cannot reach an instance or its hardware, and the instance is not replaced in time",
    remedy: "See the instance's status checks and the group's activity history",
    measure: most("instances", "StatusCheckFailed"),
    ...{ when: ">", threshold: 0, unit: "instances", minutes: UNMENDED, silence: "missing" },
  },
  memory: {
    part: "memory",
    meaning: "Instances have little memory left",
    remedy: "See whether it grows since the last rollout: that is a leak; else take a larger type",
    measure: average("memory", "mem_used_percent"),
    ...{ when: ">", threshold: 90, unit: "%", minutes: { bad: 10, of: 10 }, silence: "missing" },
  },
  "nat-ports": {
    part: "nat-gateways",
    meaning: "A NAT gateway has no port left for connections to one destination",
    remedy:
      "See which destination it is in the flow logs; reuse connections, or add addresses to the gateway",
    measure: sum("nat-gateways", "ErrorPortAllocation"),
    ...{ when: ">", threshold: 0, unit: "errors", minutes: SOON, silence: "notBreaching" },
  },
} as const satisfies Readonly<Record<string, WebAlarm>>;

export type WebAlarmName = keyof typeof WEB_ALARMS;

/** The alarms of one part, in the order of the table. */
export const alarmsOf = (part: Part): (readonly [WebAlarmName, WebAlarm])[] =>
  (Object.entries(WEB_ALARMS) as [WebAlarmName, WebAlarm][]).filter(([, alarm]) => alarm.part === part);
