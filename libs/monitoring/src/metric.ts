/** How the values of a period become one: an average, a sum, a percentile. */
export type Statistic = "Average" | "Maximum" | "Minimum" | "Sum" | `p${number}`;

/** One series of numbers in CloudWatch. */
export interface Metric {
  /** `AWS/ApplicationELB` */
  readonly namespace: string;
  readonly metricName: string;
  /** What it is measured of: `{ LoadBalancer: "app/..." }`. */
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: Statistic;
}

/** A series that is computed from others. */
export interface ComputedMetric {
  /** Metric math over the keys of `metrics`: `100 * errors / requests`. */
  readonly expression: string;
  /** What the result is called in charts: `% errors`. */
  readonly label: string;
  readonly metrics: Readonly<Record<string, Metric>>;
}

/** Of CloudWatch, in seconds: what AWS's services report, they report each minute. */
export const PERIOD_SECONDS = 60;
