import type { ComputedMetric, Metric } from "@tagform/monitoring";

import type { NamedExpression, NamedMetric, Subject } from "./web-measures";

/** Where CloudWatch keeps what it measures of a subject. */
export interface MeasuredSubject {
  readonly namespace: string;
  /** One for each thing that is measured. */
  readonly dimensions: readonly Readonly<Record<string, string>>[];
}

export type MeasuredSubjects = Readonly<Partial<Record<Subject, MeasuredSubject>>>;

/** One metric for each thing that the subject is. */
export function metricsOf({ of, metric, statistic }: NamedMetric, subjects: MeasuredSubjects): Metric[] {
  const subject = subjects[of];
  if (subject === undefined)
    throw new Error(`${metric} is measured of ${of}, which the workload does not have`);
  return subject.dimensions.map((dimensions) => ({
    ...{ namespace: subject.namespace, metricName: metric, statistic },
    dimensions,
  }));
}

/** What an alarm compares: of several things, the sum. */
export function resolveMeasure(
  measure: NamedMetric | NamedExpression,
  subjects: MeasuredSubjects,
): Metric | ComputedMetric {
  if ("expression" in measure) {
    const metrics = Object.entries(measure.metrics).map(([id, metric]) => [id, single(metric, subjects)]);
    return { ...measure, metrics: Object.fromEntries(metrics) as Record<string, Metric> };
  }
  const metrics = metricsOf(measure, subjects);
  const [only] = metrics;
  if (only !== undefined && metrics.length === 1) return only;
  return {
    ...{ expression: "SUM(METRICS())", label: measure.metric },
    metrics: Object.fromEntries(metrics.map((metric, index) => [`m${index + 1}`, metric])),
  };
}

function single(metric: NamedMetric, subjects: MeasuredSubjects): Metric {
  const [only, ...others] = metricsOf(metric, subjects);
  if (only !== undefined && others.length === 0) return only;
  throw new Error(`${metric.metric} of ${others.length + 1} things cannot be part of an expression`);
}
