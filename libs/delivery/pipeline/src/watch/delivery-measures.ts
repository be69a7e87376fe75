import { METRIC_DIMENSION, METRIC_NAMESPACE, type QueueMetrics } from "@tagform/delivery-queue";
import {
  dispatchName,
  type EnvironmentName,
  queueTableName,
  type RoleStep,
  stepProjectName,
} from "@tagform/deployment";
import type { ComputedMetric, Metric, Statistic } from "@tagform/monitoring";

import { deadLetterQueueName } from "../dead-letter-queue";

/** What is measured of one environment's delivery. */
export class DeliveryMeasures {
  public constructor(private readonly environment: EnvironmentName) {}

  /** What the dispatcher reports. */
  public queue(metricName: keyof QueueMetrics, statistic: Statistic): Metric {
    const dimensions = { [METRIC_DIMENSION]: this.environment };
    return { namespace: METRIC_NAMESPACE, metricName, dimensions, statistic };
  }

  public dispatcher(metricName: "Errors" | "Throttles", statistic: Statistic): Metric {
    const dimensions = { FunctionName: dispatchName(this.environment) };
    return { namespace: "AWS/Lambda", metricName, dimensions, statistic };
  }

  public builds(
    step: RoleStep,
    metricName: "Builds" | "FailedBuilds" | "Duration",
    statistic: Statistic,
  ): Metric {
    const dimensions = { ProjectName: stepProjectName(this.environment, step) };
    return { namespace: "AWS/CodeBuild", metricName, dimensions, statistic };
  }

  public table(metricName: "ReadThrottleEvents" | "WriteThrottleEvents"): Metric {
    const dimensions = { TableName: queueTableName(this.environment) };
    return { namespace: "AWS/DynamoDB", metricName, dimensions, statistic: "Sum" };
  }

  /** What nobody took, of events and of what the dispatcher was told. */
  public deadLetters(): Metric {
    const dimensions = { QueueName: deadLetterQueueName(this.environment) };
    const metricName = "ApproximateNumberOfMessagesVisible";
    return { namespace: "AWS/SQS", metricName, dimensions, statistic: "Maximum" };
  }
}

/** All of them together; what reports nothing counts as 0. */
export function total(label: string, metrics: readonly Metric[]): ComputedMetric {
  const byId = Object.fromEntries(metrics.map((metric, index) => [`m${index}`, metric]));
  const expression = Object.keys(byId)
    .map((id) => `FILL(${id}, 0)`)
    .join(" + ");
  return { expression, label, metrics: byId };
}
