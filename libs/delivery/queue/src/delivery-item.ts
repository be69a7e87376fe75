/** What the source step puts into the queue, once per tag. */
export interface NewDelivery {
  /** `dev_us-east-1/research/1.0` */
  readonly tag: string;
  /** Object id of the annotated tag: a tag that was moved has another. */
  readonly tagObject: string;
  readonly commit: string;
  /** Digest of the tagged commit's tree, as in `source.json`. */
  readonly digest: string;
  /** S3 version id of the run directory's zip in the bucket of commits. */
  readonly objectVersion: string;
}

/** A tag that is never delivered: nothing was stored for it. */
export type RefusedDelivery = Pick<NewDelivery, "tag" | "tagObject" | "commit">;

/**
 * Where a delivery is.
 *
 *     waiting ──claim──► running ──execution ended──► recording ──record written──► ended
 *     refused: never delivered
 */
export type DeliveryState = "waiting" | "running" | "recording" | "ended" | "refused";

/** States that a cell's queue is not through with; `ended` and `refused` are for ever. */
const OPEN_STATES = ["waiting", "running", "recording"] as const satisfies readonly DeliveryState[];

/** How an execution ended. `vanished`: CodePipeline does not know it any more. */
export type DeliveryResult = "succeeded" | "failed" | "stopped" | "superseded" | "cancelled" | "vanished";

/** Why a delivery failed, for people. */
export interface DeliveryFailure {
  /** `Plan`; absent where no stage was reached. */
  readonly stage?: string | undefined;
  readonly reason: string;
  /** Of the log of the action that failed. */
  readonly logUrl?: string | undefined;
}

/** One delivery in the queue, whatever became of it. Times are ISO 8601, UTC. */
export interface DeliveryItem extends Omit<NewDelivery, "digest" | "objectVersion"> {
  /** `dev_us-east-1/research` */
  readonly cell: string;
  /** `1.0` */
  readonly version: string;
  readonly state: DeliveryState;
  readonly queuedAt: string;
  /** Absent in a refused one. */
  readonly digest?: string | undefined;
  /** Absent in a refused one. */
  readonly objectVersion?: string | undefined;
  /** When it was claimed. */
  readonly startedAt?: string | undefined;
  /** Of the pipeline; absent in a running one that is claimed and not started yet. */
  readonly executionId?: string | undefined;
  /** When its execution was seen to have ended. */
  readonly endedAt?: string | undefined;
  readonly result?: DeliveryResult | undefined;
  readonly failure?: DeliveryFailure | undefined;
  /** Last build that writes its record. */
  readonly recordBuildId?: string | undefined;
  /** Builds that were started to write its record. */
  readonly recordBuilds?: number | undefined;
  /** Why it is refused. */
  readonly reason?: string | undefined;
}

/** Whether the queue of its cell is not through with a delivery. */
export const isOpen = ({ state }: Pick<DeliveryItem, "state">): boolean =>
  OPEN_STATES.some((open) => open === state);
