import {
  CloudwatchMetricAlarm,
  type CloudwatchMetricAlarmConfig,
} from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { physicalName } from "@tagform/deployment";
import { Construct } from "constructs";

import type { AlarmRule } from "./alarm-rule";
import { type ComputedMetric, type Metric, PERIOD_SECONDS } from "./metric";

const OPERATOR: Readonly<Record<AlarmRule["when"], string>> = {
  ">": "GreaterThanThreshold",
  ">=": "GreaterThanOrEqualToThreshold",
  "<": "LessThanThreshold",
  "<=": "LessThanOrEqualToThreshold",
};

export interface AlarmProps extends AlarmRule {
  /** Of the alarm in AWS: `research-dev-web-latency`. */
  readonly name: string;
  /** Is told when the alarm goes off and when it is over. */
  readonly topicArn: string;
}

/**
 * Define an alarm on one metric, or on one that is computed from several.
 *
 * Cost: 0.10 USD a month for each metric that it reads.
 */
export class Alarm extends Construct {
  public readonly alarmName: string;
  public readonly alarmArn: string;

  public constructor(scope: Construct, id: string, props: AlarmProps) {
    super(scope, id);
    const { meaning, remedy, measure, minutes, topicArn } = props;
    const alarm = new CloudwatchMetricAlarm(this, "alarm", {
      alarmName: physicalName("alarm", props.name),
      alarmDescription: `${meaning}. ${remedy}.`,
      ...("expression" in measure ? computed(measure) : measured(measure)),
      comparisonOperator: OPERATOR[props.when],
      threshold: props.threshold,
      evaluationPeriods: minutes.of,
      datapointsToAlarm: minutes.bad,
      treatMissingData: props.silence,
      alarmActions: [topicArn],
      okActions: [topicArn],
    });
    this.alarmName = alarm.alarmName;
    this.alarmArn = alarm.arn;
  }
}

const isPercentile = (statistic: string) => statistic.startsWith("p");

function measured({
  statistic,
  namespace,
  metricName,
  dimensions,
}: Metric): Partial<CloudwatchMetricAlarmConfig> {
  return {
    ...{ namespace, metricName, dimensions: { ...dimensions }, period: PERIOD_SECONDS },
    ...(isPercentile(statistic)
      ? // Of a few values a percentile says nothing.
        { extendedStatistic: statistic, evaluateLowSampleCountPercentiles: "ignore" }
      : { statistic }),
  };
}

function computed({ expression, label, metrics }: ComputedMetric): Partial<CloudwatchMetricAlarmConfig> {
  const inputs = Object.entries(metrics).map(([id, { statistic, namespace, metricName, dimensions }]) => ({
    id,
    returnData: false,
    metric: {
      ...{ namespace, metricName, dimensions: { ...dimensions } },
      period: PERIOD_SECONDS,
      stat: statistic,
    },
  }));
  return { metricQuery: [{ id: "result", expression, label, returnData: true }, ...inputs] };
}
