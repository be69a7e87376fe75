/**
 * How the number of instances follows the load. Each metric is either tracked or scaled in steps, never both. Where
 * metrics disagree, the one that asks for most instances wins.
 */
export interface ScalingConfig {
  /**
   * Average CPU use, in percent.
   *
   * @default { target: 70 }
   */
  readonly cpu?: MetricScaling;
  /**
   * Average use of memory, in percent. EC2 does not measure it: instances then run the CloudWatch agent, which has to
   * reach S3 (its package) and CloudWatch (`monitoring`).
   *
   * @default - memory does not matter
   */
  readonly memory?: MetricScaling;
  /**
   * Requests for each instance, in a minute; for an Application Load Balancer only.
   *
   * @default - their number does not matter
   */
  readonly requests?: MetricScaling;
  /**
   * Messages that wait in an SQS queue of the cell's Region, for each instance.
   *
   * @default - there is no queue
   */
  readonly queue?: MetricScaling & { readonly name: string };
  /**
   * By name, changes of the capacity that are known beforehand.
   *
   * @default - none
   */
  readonly schedules?: Readonly<Record<string, ScheduleConfig>>;
}

export type MetricScaling = TargetTracking | StepScaling;

/** Hold the metric at a value: AWS adds and removes what that takes. */
export interface TargetTracking {
  readonly target: number;
  /**
   * Whether instances are removed when the metric is below the target.
   *
   * @default true
   */
  readonly scaleIn?: boolean;
}

/** Add a little early and more when that is not enough, instead of much when it is late. */
export interface StepScaling {
  /** In ascending order; the last one has no end. */
  readonly out: readonly [ScaleOutStep, ...ScaleOutStep[]];
  /**
   * When to remove instances.
   *
   * @default - something else removes them
   */
  readonly in?: {
    readonly below: number;
    /** Share of the fleet to remove, 1 to 30. */
    readonly removePercentage: number;
  };
}

export interface ScaleOutStep {
  readonly above: number;
  /** Share of the fleet to add, 1 to 30; at least one instance. */
  readonly addPercentage: number;
}

/** From a moment on the fleet has another capacity; what is left out stays as it is. */
export interface ScheduleConfig {
  /** Minute, hour, day of the month, month, weekday: `0 7 * * MON-FRI`. */
  readonly cron: string;
  /** Of the IANA database: `Europe/Berlin`. Its daylight saving time is followed. */
  readonly timeZone: string;
  readonly min?: number;
  readonly desired?: number;
  readonly max?: number;
}

/** Metrics that can scale a fleet, in the order in which policies are created. */
export const SCALING_METRICS = ["cpu", "memory", "requests", "queue"] as const;

export type ScalingMetricName = (typeof SCALING_METRICS)[number];

/** What a fleet's CPU use is held at unless its data says something else, in percent. */
export const DEFAULT_CPU_TARGET: TargetTracking = { target: 70 };
