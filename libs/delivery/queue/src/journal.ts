/** What alarms and the dashboard watch, in the namespace {@link METRIC_NAMESPACE}. */
export interface QueueMetrics {
  /** How long the delivery that could run has waited, the longest one, in seconds: not behind another of its cell. */
  readonly QueueAgeSeconds?: number;
  /** Deliveries that wait. */
  readonly QueueLength?: number;
  /** Deliveries under way, those that wait for an approval too. */
  readonly RunningDeliveries?: number;
  /** 1 for a delivery that failed, 0 for one that did not. */
  readonly DeliveryFailed?: number;
  /** From its start to the end of its execution. */
  readonly DeliveryDurationSeconds?: number;
  /** What AWS put off to a later tick. */
  readonly Deferred?: number;
}

export const METRIC_NAMESPACE = "Tagform/Delivery";

/** The only dimension, with the name of the environment. */
export const METRIC_DIMENSION = "Environment";

export interface Journal {
  log(level: "info" | "warn" | "error", message: string, fields?: Readonly<Record<string, unknown>>): void;
  metrics(values: QueueMetrics): void;
}

/** One JSON object a line, as CloudWatch Logs reads them; metrics in its embedded metric format. */
export class JsonJournal implements Journal {
  public constructor(
    private readonly environment: string,
    private readonly now: () => Date,
    private readonly write: (line: string) => void,
  ) {}

  public log(level: string, message: string, fields: Readonly<Record<string, unknown>> = {}): void {
    this.line({ level, time: this.now().toISOString(), environment: this.environment, message, ...fields });
  }

  /** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html */
  public metrics(values: QueueMetrics): void {
    const names = Object.keys(values);
    if (names.length === 0) return;
    const Metrics = names.map((Name) => ({ Name, Unit: Name.endsWith("Seconds") ? "Seconds" : "Count" }));
    this.line({
      _aws: {
        Timestamp: this.now().getTime(),
        CloudWatchMetrics: [{ Namespace: METRIC_NAMESPACE, Dimensions: [[METRIC_DIMENSION]], Metrics }],
      },
      [METRIC_DIMENSION]: this.environment,
      ...values,
    });
  }

  private line(value: unknown): void {
    this.write(JSON.stringify(value));
  }
}
