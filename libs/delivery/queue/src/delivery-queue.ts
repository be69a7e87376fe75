import type {
  DeliveryFailure,
  DeliveryItem,
  DeliveryResult,
  NewDelivery,
  RefusedDelivery,
} from "./delivery-item";

/** What became of a tag that was offered to the queue. */
export type Enqueued =
  /** It waits for its turn; nobody has queued it before. */
  | { readonly outcome: "queued" }
  /** This very tag object is in the queue already, or was once. */
  | { readonly outcome: "known"; readonly item: DeliveryItem }
  /** The tag is known with another tag object: somebody moved it. */
  | { readonly outcome: "moved"; readonly item: DeliveryItem }
  /** A higher version of the cell was queued before: it would overtake backwards. Nothing was stored. */
  | { readonly outcome: "late"; readonly highest: string };

/** The deliveries of one environment, for whoever adds to them. */
export interface DeliveryQueue {
  /**
   * Add a tag: whatever runs at the same time, a tag is queued once for ever, and never below a version that its cell has
   * queued before.
   *
   * @throws UserError for a tag that is none
   */
  enqueue(delivery: NewDelivery): Promise<Enqueued>;
  /**
   * Remember that a tag is not delivered, so that nobody tries again.
   *
   * @returns whether it was unknown; a tag that is known stays what it is
   */
  refuse(delivery: RefusedDelivery, reason: string): Promise<boolean>;
  /** All that a cell ever queued or refused, by version, as of this moment. */
  itemsOf(cell: string): Promise<DeliveryItem[]>;
  /** What waits, runs or is recorded in any cell, the longest waiting first; it may miss the last seconds. */
  open(): Promise<DeliveryItem[]>;
}

/** What the end of an execution leaves in its item. */
export interface EndedExecution {
  readonly result: DeliveryResult;
  readonly failure?: DeliveryFailure | undefined;
}

/**
 * The deliveries of one environment, for the one who starts them. Every change says what it expects to find: it is made
 * once, whoever else tries, and answers false where somebody was faster.
 */
export interface DispatchQueue extends DeliveryQueue {
  /** Take a waiting delivery and its cell; false where the cell is taken or the delivery does not wait. */
  claim(item: DeliveryItem): Promise<boolean>;
  /** Note the execution of a claimed delivery. */
  started(item: DeliveryItem, executionId: string): Promise<boolean>;
  /** Note how the execution of a running delivery ended, and the build that writes the record. */
  recording(item: DeliveryItem, ended: EndedExecution, buildId: string): Promise<boolean>;
  /** Note another build for the record, after one that failed. */
  recordingAgain(item: DeliveryItem, buildId: string): Promise<boolean>;
  /** Give the cell free after the record of a delivery. */
  release(item: DeliveryItem): Promise<boolean>;
}
