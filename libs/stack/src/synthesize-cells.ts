import { availableParallelism } from "node:os";

import { type CellOutcome, CellQueue, type WrittenCell } from "./cell-queue";
import { startHelper } from "./start-helper";
import type { CellRequest } from "./synthesize-cell";

/** With fewer cells for each thread, another one takes longer to start than it saves. */
const CELLS_PER_THREAD = 32;

/** Each needs about 100 MB. */
const MOST_THREADS = 8;

/**
 * Synthesizes cells as `synthesizeCell` does, with the same bytes, and on all cores when they are many.
 *
 * @param requests all with the same `outdir`
 * @param root the checkout whose program this is; its other threads are started from there
 * @returns one for each request, in their order
 * @throws UserError for the first cell whose data cannot be built
 */
export async function synthesizeCells(
  requests: readonly CellRequest[],
  root: string,
): Promise<readonly WrittenCell[]> {
  const queue = CellQueue.of(requests);
  const worth = Math.floor(requests.length / CELLS_PER_THREAD);
  const helpers = Math.max(0, Math.min(availableParallelism(), MOST_THREADS, worth) - 1);
  const others = Array.from({ length: helpers }, () => startHelper(root, queue.data));
  const outcomes = (await Promise.all([...others, queue.work()])).flat();
  return outcomes.sort((left, right) => left.index - right.index).map(writtenOrThrown);
}

function writtenOrThrown(outcome: CellOutcome): WrittenCell {
  if ("error" in outcome) throw outcome.error;
  return outcome.written;
}
