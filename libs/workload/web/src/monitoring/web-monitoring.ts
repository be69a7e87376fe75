import type { Cell, Region } from "@tagform/deployment";
import { Alarm, AlarmTopic, CellDashboard, type Chart } from "@tagform/monitoring";
import { Construct } from "constructs";

import type { MemoryMetric } from "../fleet/memory-metric";
import type { LoadBalancerNames } from "../fleet/scaling/scaling-metric";
import type { MonitoringConfig } from "./monitoring-config";
import { type MeasuredSubjects, metricsOf, resolveMeasure } from "./resolve-measure";
import { alarmsOf, type WebAlarm, type WebAlarmName } from "./web-alarms";
import { WEB_CHARTS } from "./web-charts";
import type { Part } from "./web-measures";

export interface WebMonitoringProps extends MonitoringConfig {
  /** Begins the names of alarms: `research-dev-web`. */
  readonly name: string;
  /** The workload as its section of the dashboard is called: `web`. */
  readonly title: string;
  readonly cell: Cell;
  readonly region: Region;
  /** 12 digits. */
  readonly accountId: string;
  readonly partition: string;
  /** See the key of the topic. */
  readonly deletable?: { readonly reason: string } | undefined;
}

/** The part of a front door that is watched. */
export interface WatchedFrontDoor extends LoadBalancerNames {
  readonly type: "application" | "network";
}

/** Define the alarms of a `web` workload, whom they tell, and its section of the cell's dashboard. */
export class WebMonitoring extends Construct {
  private readonly name: string;
  private readonly topicArn: string;
  private readonly thresholds: NonNullable<MonitoringConfig["thresholds"]>;
  private readonly alarmArns: string[] = [];
  private readonly charts: Chart[] = [];

  public constructor(scope: Construct, id: string, props: WebMonitoringProps) {
    super(scope, id);
    this.name = props.name;
    this.thresholds = props.thresholds ?? {};
    this.topicArn = new AlarmTopic(this, "topic", props).topicArn;
    // Both lists grow until the stack is synthesized.
    const { alarmArns, charts } = this;
    CellDashboard.of(this, props).add({ title: props.title, alarmArns, charts });
  }

  /** Watch a load balancer; returns the names of the alarms that end a rollout. */
  public watchFrontDoor(frontDoor: WatchedFrontDoor): string[] {
    const { type, loadBalancerArnSuffix: LoadBalancer, targetGroupArnSuffix: TargetGroup } = frontDoor;
    const namespace = type === "application" ? "AWS/ApplicationELB" : "AWS/NetworkELB";
    return this.watch(["front-door", `${type}-front-door`], {
      balancer: { namespace, dimensions: [{ LoadBalancer }] },
      targets: { namespace, dimensions: [{ LoadBalancer, TargetGroup }] },
    });
  }

  /** Watch instances, and their memory if they report it. */
  public watchFleet(AutoScalingGroupName: string, memory?: MemoryMetric): void {
    const dimensions = [{ AutoScalingGroupName }];
    this.watch(["fleet"], {
      group: { namespace: "AWS/AutoScaling", dimensions },
      instances: { namespace: "AWS/EC2", dimensions },
    });
    if (memory === undefined) return;
    const { namespace, dimensions: reported } = memory;
    this.watch(["memory"], { memory: { namespace, dimensions: [reported] } });
  }

  public watchNatGateways(natGatewayIds: readonly string[]): void {
    if (natGatewayIds.length === 0) return;
    const dimensions = natGatewayIds.map((NatGatewayId) => ({ NatGatewayId }));
    this.watch(["nat-gateways"], { "nat-gateways": { namespace: "AWS/NATGateway", dimensions } });
  }

  private watch(parts: readonly Part[], subjects: MeasuredSubjects): string[] {
    this.draw(parts, subjects);
    return parts.flatMap(alarmsOf).flatMap(([name, row]) => {
      const alarm = this.createAlarm(name, row, subjects);
      this.alarmArns.push(alarm.alarmArn);
      return row.endsRollout === true ? [alarm.alarmName] : [];
    });
  }

  private createAlarm(name: WebAlarmName, row: WebAlarm, subjects: MeasuredSubjects): Alarm {
    return new Alarm(this, name, {
      ...row,
      name: `${this.name}-${name}`,
      topicArn: this.topicArn,
      threshold: this.thresholds[name] ?? row.threshold,
      measure: resolveMeasure(row.measure, subjects),
    });
  }

  private draw(parts: readonly Part[], subjects: MeasuredSubjects): void {
    for (const { part, title, lines } of WEB_CHARTS) {
      if (!parts.includes(part)) continue;
      const drawn = Object.entries(lines).flatMap(([label, line]) =>
        metricsOf(line, subjects).map((metric, index, { length }) => [
          length === 1 ? label : `${label}, ${index + 1}`,
          metric,
        ]),
      );
      this.charts.push({ title, lines: Object.fromEntries(drawn) as Chart["lines"] });
    }
  }
}
