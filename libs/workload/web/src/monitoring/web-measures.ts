import type { Statistic } from "@tagform/monitoring";

/** What of a `web` workload CloudWatch measures; several NAT gateways are measured as one. */
export type Subject = "balancer" | "targets" | "group" | "instances" | "memory" | "nat-gateways";

/** Part of a `web` workload that is watched where the workload has it. */
export type Part =
  "front-door" | "application-front-door" | "network-front-door" | "fleet" | "memory" | "nat-gateways";

/** A metric by its name; where it is found follows from its subject. */
export interface NamedMetric {
  readonly of: Subject;
  readonly metric: string;
  readonly statistic: Statistic;
}

/** Metric math over metrics by their names. */
export interface NamedExpression {
  readonly expression: string;
  readonly label: string;
  readonly metrics: Readonly<Record<string, NamedMetric>>;
}

export const sum = (of: Subject, metric: string): NamedMetric => ({ of, metric, statistic: "Sum" });
export const most = (of: Subject, metric: string): NamedMetric => ({ of, metric, statistic: "Maximum" });
export const least = (of: Subject, metric: string): NamedMetric => ({ of, metric, statistic: "Minimum" });
export const average = (of: Subject, metric: string): NamedMetric => ({ of, metric, statistic: "Average" });
export const percentile = (rank: number, of: Subject, metric: string): NamedMetric => ({
  ...{ of, metric },
  statistic: `p${rank}`,
});

/** Fewer errors in a minute than this set off nothing: at night, one in three requests is no news. */
const FEW = 5;

/**
 * Errors in percent. A minute without errors has no value.
 *
 * @param all what the errors are a part of, in terms of `errors` and `others`; `FILL(others, 0)` where a minute with
 * errors may have none of the others, as math with a missing value has none
 */
export function percent(errors: NamedMetric, others: NamedMetric, all: string): NamedExpression {
  return {
    expression: `IF(errors >= ${FEW}, 100 * errors / ${all}, 0)`,
    label: "% errors",
    metrics: { errors, others },
  };
}
