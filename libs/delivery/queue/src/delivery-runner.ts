import type { DeliveryItem, DeliveryResult } from "./delivery-item";

/** Name of the pipeline's source action, which a delivery pins to its own version of the commits object. */
export const COMMIT_ACTION = "Commit";

/** Name of the pipeline's variable that takes the tag. */
export const TAG_VARIABLE = "TAG";

/**
 * AWS takes no more for now: throttled, at the limit of concurrent executions or builds, or out of order. Whoever asked
 * asks again at the next tick.
 */
export class TryLaterError extends Error {
  public override readonly name = "TryLaterError";
}

/** One action of an execution. */
export interface ActionRun {
  /** `Plan` */
  readonly stage: string;
  /** `ApproveSecond` */
  readonly action: string;
  readonly category: string;
  readonly status: "running" | "succeeded" | "failed" | "abandoned";
  /** When it last changed, in ms since 1970. */
  readonly updatedAt: number;
  /** What it handed over: `{ bucket, key }` of a zip. */
  readonly artifact?: { readonly bucket: string; readonly key: string } | undefined;
  readonly reason?: string | undefined;
  readonly logUrl?: string | undefined;
}

/** Of whom the record is written. */
export interface RecordRequest {
  readonly item: DeliveryItem;
  /** Which build for this record it is, from 1. */
  readonly attempt: number;
  readonly failedStep?: string | undefined;
  /** Newest that the execution handed over. */
  readonly artifact?: ActionRun["artifact"];
}

export interface RecordBuild {
  /** `vanished`: CodeBuild does not know it. */
  readonly status: "running" | "succeeded" | "failed" | "vanished";
  readonly logUrl?: string | undefined;
}

/** What runs deliveries: CodePipeline, and CodeBuild for records. All may throw a {@link TryLaterError}. */
export interface DeliveryRunner {
  /** Starts the execution of a delivery, or finds the one that was started for the same tag object; returns its id. */
  start(item: DeliveryItem): Promise<string>;
  /** How an execution is doing. */
  status(executionId: string): Promise<"running" | DeliveryResult>;
  /** The actions of an execution that began, newest first. */
  actions(executionId: string): Promise<ActionRun[]>;
  /** Starts the build that writes a record, or finds the same one of the last minutes; returns its id. */
  startRecord(request: RecordRequest): Promise<string>;
  recordBuild(buildId: string): Promise<RecordBuild>;
}
