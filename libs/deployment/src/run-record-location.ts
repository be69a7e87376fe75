import { posix } from "node:path";

import { type Cell, formatCell } from "./cell";
import type { StateLocation } from "./state-location";

/**
 * Folder of a bucket of states with the marks of each cell's latest runs, which its next run removes. No team can be
 * called so: these names never meet a state or a record.
 */
export const LATEST_FOLDER = "_latest/";

/** `_latest/dev_us-east-1/research/`: where the marks of a cell lie. */
export function latestFolder(cell: Cell): string {
  return `${LATEST_FOLDER}${formatCell(cell)}/`;
}

/** Where the records of a cell lie, beside its state: `research/dev-us-east-1/records/`. */
export function recordsFolder({ key }: Pick<StateLocation, "key">): string {
  return `${posix.join(posix.dirname(key), "records")}/`;
}

/** Where it is written down who released locks of a cell or corrected its digest: `research/dev-us-east-1/locks/records/`. */
export function lockRecordsFolder({ key }: Pick<StateLocation, "key">): string {
  return `${posix.join(posix.dirname(key), "locks/records")}/`;
}
