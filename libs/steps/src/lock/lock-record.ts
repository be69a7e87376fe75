import { type Cell, formatCell, lockRecordsFolder, type StateLocation } from "@tagform/deployment";
import { UserError } from "@tagform/outcome";

import { type Cloud } from "../cloud";
import { compactTime } from "../record/latest-run";
import { putRecord } from "../record/record-storage";

/** Who did something to a lock or a digest by hand, and why. */
export interface LockAct {
  readonly cell: Cell;
  readonly cloud: Cloud;
  readonly state: StateLocation;
  /** Who does it: `ada@laptop`. */
  readonly actor: string;
  /** Why, in the words of whoever does it; absent where it is proven that the run is dead. */
  readonly reason?: string | undefined;
}

/**
 * Write down what is about to be done to a lock or a digest, before it is done, so that nothing is done in silence. The
 * bucket's policy lets nobody replace what lies in the folder.
 *
 * @returns where it lies: `s3://bucket/key`
 * @throws UserError if it cannot be written
 */
export async function recordLockAct(
  { cell, cloud, state, actor, reason }: LockAct,
  what: "release" | "digest",
  facts: object,
): Promise<string> {
  const at = new Date();
  const key = `${lockRecordsFolder(state)}${compactTime(at)}_${what}.json`;
  const made = { what, cell: formatCell(cell), actor, at: at.toISOString(), reason, ...facts };
  const location = `s3://${state.bucket}/${key}`;
  try {
    await putRecord({ cloud, state, key, body: `${JSON.stringify(made, null, 2)}\n` });
  } catch (cause) {
    const reason = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
    throw new UserError(`nothing was done, because it could not be written down in ${location}: ${reason}`, {
      cause,
    });
  }
  return location;
}
