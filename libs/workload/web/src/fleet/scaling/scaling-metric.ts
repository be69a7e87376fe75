import type { MemoryMetric } from "../memory-metric";
import type { ScalingMetricName } from "./scaling-config";

/** The load balancer and its targets as CloudWatch names them: `app/name/id` and `targetgroup/name/id`. */
export interface LoadBalancerNames {
  readonly loadBalancerArnSuffix: string;
  readonly targetGroupArnSuffix: string;
}

/** Where a fleet's load is measured. */
export interface LoadSources {
  readonly autoscalingGroupName: string;
  readonly memory: MemoryMetric;
  readonly loadBalancer: LoadBalancerNames;
  /** @default - no queue scales the fleet */
  readonly queueName: string | undefined;
}

/** A metric of CloudWatch, each value over one minute. */
export interface Metric {
  /** What an expression calls it by. */
  readonly id: string;
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: "Average" | "Sum";
}

/** What scales a fleet: one metric, or an expression over several. */
export interface ScalingMetric {
  readonly metrics: readonly [Metric, ...Metric[]];
  /** @default - the metric itself */
  readonly expression?: string;
  /**
   * The same as Auto Scaling knows it, which needs no more than a name.
   *
   * @default - Auto Scaling does not know it
   */
  readonly predefined?: { readonly predefinedMetricType: string; readonly resourceLabel?: string };
}

export const scalingMetrics: Readonly<Record<ScalingMetricName, (sources: LoadSources) => ScalingMetric>> = {
  cpu: ({ autoscalingGroupName }) => ({
    metrics: [
      {
        id: "cpu",
        namespace: "AWS/EC2",
        metricName: "CPUUtilization",
        dimensions: { AutoScalingGroupName: autoscalingGroupName },
        statistic: "Average",
      },
    ],
    predefined: { predefinedMetricType: "ASGAverageCPUUtilization" },
  }),
  memory: ({ memory }) => ({ metrics: [{ id: "memory", ...memory, statistic: "Average" }] }),
  requests: ({ loadBalancer }) => ({
    metrics: [
      {
        id: "requests",
        namespace: "AWS/ApplicationELB",
        metricName: "RequestCountPerTarget",
        dimensions: { TargetGroup: loadBalancer.targetGroupArnSuffix },
        statistic: "Sum",
      },
    ],
    predefined: {
      predefinedMetricType: "ALBRequestCountPerTarget",
      resourceLabel: `${loadBalancer.loadBalancerArnSuffix}/${loadBalancer.targetGroupArnSuffix}`,
    },
  }),
  // The queue's own metric says how much waits, not for how many instances.
  queue: ({ queueName = "", autoscalingGroupName }) => ({
    metrics: [
      {
        id: "waiting",
        namespace: "AWS/SQS",
        metricName: "ApproximateNumberOfMessagesVisible",
        dimensions: { QueueName: queueName },
        statistic: "Sum",
      },
      {
        id: "instances",
        namespace: "AWS/AutoScaling",
        metricName: "GroupInServiceInstances",
        dimensions: { AutoScalingGroupName: autoscalingGroupName },
        statistic: "Average",
      },
    ],
    expression: "waiting / instances",
  }),
};
