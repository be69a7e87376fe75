import {
  AutoscalingPolicy,
  type AutoscalingPolicyStepAdjustment,
} from "@cdktf/provider-aws/lib/autoscaling-policy";
import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { physicalName } from "@tagform/deployment";
import { Construct } from "constructs";

import type { StepScaling } from "./scaling-config";
import type { ScalingMetric } from "./scaling-metric";

/** One minute above the threshold is an indication of load; fifteen below it are a sign that it is over. */
const MINUTES = { out: 1, in: 15 };

export interface StepPoliciesProps extends StepScaling {
  /** Name of the fleet in AWS: `research-dev-web`. */
  readonly name: string;
  readonly autoscalingGroupName: string;
  readonly metric: ScalingMetric;
}

/** Define the steps in which a fleet grows while a metric is above a threshold, and shrinks while it is below another. */
export class StepPolicies extends Construct {
  public constructor(scope: Construct, id: string, props: StepPoliciesProps) {
    super(scope, id);
    const [first] = props.out;
    this.scale("out", first.above, stepsOut(props.out), props);
    if (props.in === undefined) return;
    const { below, removePercentage } = props.in;
    this.scale("in", below, [{ metricIntervalUpperBound: "0", scalingAdjustment: -removePercentage }], props);
  }

  private scale(
    direction: "out" | "in",
    threshold: number,
    stepAdjustment: AutoscalingPolicyStepAdjustment[],
    { name, autoscalingGroupName, metric }: StepPoliciesProps,
  ): void {
    const policy = new AutoscalingPolicy(this, direction, {
      name: `${this.node.id}-${direction}`,
      autoscalingGroupName,
      policyType: "StepScaling",
      adjustmentType: "PercentChangeInCapacity",
      // A tenth of four instances would be none.
      minAdjustmentMagnitude: 1,
      metricAggregationType: "Average",
      stepAdjustment,
    });
    const isOut = direction === "out";
    new CloudwatchMetricAlarm(this, `${direction}-alarm`, {
      alarmName: physicalName("alarm", name, "scale", direction, this.node.id),
      alarmDescription: `Starts the ${this.node.id} steps ${direction} of ${name}; it is not for people`,
      comparisonOperator: isOut ? "GreaterThanThreshold" : "LessThanThreshold",
      threshold,
      evaluationPeriods: MINUTES[direction],
      treatMissingData: "notBreaching",
      alarmActions: [policy.arn],
      ...watched(metric),
    });
  }
}

/** Steps as AWS has them: from the threshold of the alarm on, one after the other without a gap. */
function stepsOut(steps: StepScaling["out"]): AutoscalingPolicyStepAdjustment[] {
  const [{ above: threshold }] = steps;
  return steps.map(({ above, addPercentage }, index) => {
    const next = steps[index + 1];
    return {
      metricIntervalLowerBound: String(above - threshold),
      ...(next === undefined ? {} : { metricIntervalUpperBound: String(next.above - threshold) }),
      scalingAdjustment: addPercentage,
    };
  });
}

function watched({ metrics, expression }: ScalingMetric) {
  const [{ namespace, metricName, statistic, dimensions }] = metrics;
  if (expression === undefined) return { namespace, metricName, statistic, dimensions, period: 60 };
  const parts = metrics.map((metric) => ({
    id: metric.id,
    metric: {
      namespace: metric.namespace,
      metricName: metric.metricName,
      dimensions: metric.dimensions,
      stat: metric.statistic,
      period: 60,
    },
  }));
  return { metricQuery: [...parts, { id: "load", expression, label: "load", returnData: true }] };
}
