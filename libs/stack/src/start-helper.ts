import { once } from "node:events";
import { join } from "node:path";
import { Worker } from "node:worker_threads";

import { UserError } from "@tagform/outcome";

import type { CellOutcome, QueueData, WrittenCell } from "./cell-queue";

/** A {@link CellOutcome} on its way from another thread, on which an error would lose its class. */
export type HelperOutcome =
  | { readonly index: number; readonly written: WrittenCell }
  | { readonly index: number; readonly message: string; readonly stack?: string; readonly isUsers: boolean };

/**
 * Starts a thread that takes cells from the queue until it is empty.
 *
 * @param root the checkout whose program the thread runs
 * @throws Error when the thread ends without telling how its cells ended
 */
export async function startHelper(root: string, queue: QueueData): Promise<CellOutcome[]> {
  const worker = new Worker(join(root, "tools/launch/run.mjs"), {
    argv: [join(root, "libs/stack/src/synthesis-helper.ts")],
    workerData: queue,
  });
  const ended = once(worker, "exit").then(([code]) => {
    throw new Error(`a thread that synthesizes cells ended with ${code}`);
  });
  const [outcomes] = (await Promise.race([once(worker, "message"), ended])) as [HelperOutcome[]];
  return outcomes.map(received);
}

function received(outcome: HelperOutcome): CellOutcome {
  if ("written" in outcome) return outcome;
  const { index, message, stack, isUsers } = outcome;
  return { index, error: isUsers ? new UserError(message) : Object.assign(new Error(message), { stack }) };
}
