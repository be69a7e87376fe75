import { AutoscalingPolicy } from "@cdktf/provider-aws/lib/autoscaling-policy";
import { AutoscalingSchedule } from "@cdktf/provider-aws/lib/autoscaling-schedule";
import { Construct } from "constructs";

import { sortedEntries } from "../sorted-entries";
import {
  DEFAULT_CPU_TARGET,
  type MetricScaling,
  SCALING_METRICS,
  type ScalingConfig,
  type ScheduleConfig,
  type TargetTracking,
} from "./scaling-config";
import { type LoadSources, type ScalingMetric, scalingMetrics } from "./scaling-metric";
import { StepPolicies } from "./step-policies";

export interface ScalingProps extends ScalingConfig {
  /** Name of the fleet in AWS: `research-dev-web`. */
  readonly name: string;
  readonly sources: LoadSources;
}

/** Define how the number of instances of a fleet follows its load, and the clock. */
export class Scaling extends Construct {
  public constructor(scope: Construct, id: string, props: ScalingProps) {
    super(scope, id);
    const { name, sources, cpu = DEFAULT_CPU_TARGET, schedules = {} } = props;
    const { autoscalingGroupName } = sources;
    const scalings = { ...props, cpu };

    for (const metricName of SCALING_METRICS) {
      const scaling: MetricScaling | undefined = scalings[metricName];
      if (scaling === undefined) continue;
      const metric = scalingMetrics[metricName](sources);
      if ("target" in scaling) this.track(metricName, scaling, metric, autoscalingGroupName);
      else new StepPolicies(this, metricName, { ...scaling, name, autoscalingGroupName, metric });
    }
    for (const [schedule, change] of sortedEntries(schedules)) {
      this.change(schedule, change, autoscalingGroupName);
    }
  }

  private track(
    name: string,
    { target, scaleIn = true }: TargetTracking,
    metric: ScalingMetric,
    autoscalingGroupName: string,
  ): void {
    new AutoscalingPolicy(this, name, {
      name: `${name}-target`,
      autoscalingGroupName,
      policyType: "TargetTrackingScaling",
      targetTrackingConfiguration: {
        targetValue: target,
        disableScaleIn: !scaleIn,
        ...trackedMetric(metric),
      },
    });
  }

  private change(
    name: string,
    { cron, timeZone, min, desired, max }: ScheduleConfig,
    autoscalingGroupName: string,
  ): void {
    new AutoscalingSchedule(this, `schedule-${name}`, {
      scheduledActionName: name,
      autoscalingGroupName,
      recurrence: cron,
      timeZone,
      // The provider takes an absent number for 0; -1 is what leaves it as it is.
      minSize: min ?? -1,
      desiredCapacity: desired ?? -1,
      maxSize: max ?? -1,
    });
  }
}

function trackedMetric({ metrics, expression, predefined }: ScalingMetric) {
  if (predefined !== undefined) return { predefinedMetricSpecification: predefined };
  const [{ namespace, metricName, statistic, dimensions }] = metrics;
  if (expression === undefined) {
    const metricDimension = dimensionsOf(dimensions);
    return { customizedMetricSpecification: { namespace, metricName, statistic, metricDimension } };
  }
  const parts = metrics.map((metric) => ({
    id: metric.id,
    metricStat: {
      metric: {
        namespace: metric.namespace,
        metricName: metric.metricName,
        dimensions: dimensionsOf(metric.dimensions),
      },
      stat: metric.statistic,
    },
    returnData: false,
  }));
  const result = { id: "load", expression, returnData: true };
  return { customizedMetricSpecification: { metrics: [...parts, result] } };
}

const dimensionsOf = (dimensions: Readonly<Record<string, string>>) =>
  Object.entries(dimensions).map(([name, value]) => ({ name, value }));
