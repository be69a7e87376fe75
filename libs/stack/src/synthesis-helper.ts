// A program of its own: helps `synthesizeCells` in another thread, on another core.
import { parentPort, workerData } from "node:worker_threads";

import { UserError } from "@tagform/outcome";

import { type CellOutcome, CellQueue, type QueueData } from "./cell-queue";
import type { HelperOutcome } from "./start-helper";

void new CellQueue(workerData as QueueData).work().then((outcomes) => {
  parentPort?.postMessage(outcomes.map(portable));
});

function portable(outcome: CellOutcome): HelperOutcome {
  if ("written" in outcome) return outcome;
  const { index, error } = outcome;
  if (!(error instanceof Error)) return { index, message: String(error), isUsers: false };
  const { message, stack = "" } = error;
  return { index, message, stack, isUsers: error instanceof UserError };
}
