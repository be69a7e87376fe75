import { formatCell } from "@tagform/deployment";
import { LockHeldError, RefusedError, UserError } from "@tagform/outcome";

import { type CellLock, type LockedPlace, lockTextOf, readCellLock, runOf } from "./cell-lock";
import { type LockPlace } from "./lock-half";
import { type LockAct, recordLockAct } from "./lock-record";
import { type LockStore } from "./lock-store";
import { type Witnesses } from "./run-life";

export interface ReleaseRequest extends LockAct {
  readonly locks: LockedPlace["locks"];
  readonly store: LockStore;
  readonly asked: Witnesses;
}

/** What was released. */
export interface LockRelease {
  /** Places that had the lock; none if nobody held it. */
  readonly released: readonly LockPlace[];
  /** How it is known that the run is dead; absent if a reason was given instead. */
  readonly proof?: string;
  /** Where it is written down; absent if there was nothing to release. */
  readonly location?: string;
}

/**
 * Release the lock of a cell, also half a one, if its run is proven dead, or for the reason given. What is released is
 * exactly what was read and written down: a lock that came in between stays.
 *
 * Afterwards both places are read again: what terraform or AWS answered to a release does not tell what is left.
 *
 * @throws LockHeldError if its run lives, for no reason ever; RefusedError if that is not known and no reason is given
 */
export async function releaseLock(request: ReleaseRequest): Promise<LockRelease> {
  const { store, state } = request;
  const lock = await readCellLock(store, request, request.asked);
  if (lock.verdict === "free") return { released: [] };
  assertMayBeReleased(lock, request);
  const proof = lock.isProvenDead ? lock.because : undefined;
  const location = await recordLockAct(request, "release", {
    proof,
    run: runOf(lock),
    lock: lockTextOf(lock),
    halves: lock.halves.map(({ half: { place, text } }) => ({ place, text })),
  });
  for (const { half } of lock.halves) await store.remove(state, half);
  await assertIsGone(lock, request);
  const released = lock.halves.map(({ half }) => half.place);
  return { released, location, ...(proof === undefined ? {} : { proof }) };
}

function assertMayBeReleased(lock: CellLock, { cell, reason }: ReleaseRequest): void {
  const name = formatCell(cell);
  if (lock.verdict === "held") {
    throw new LockHeldError(
      `the lock of ${name} is not released: ${lock.because}: wait until that run has ended, or end it`,
    );
  }
  if (lock.isProvenDead || reason !== undefined) return;
  throw new RefusedError(
    `the lock of ${name} is not released: whether its run still lives is not known (${lock.because}): make sure that ` +
      `it does not, then say how you know: tagform lock release ${name} --reason "<why>"`,
  );
}

async function assertIsGone(lock: CellLock, { cell, store, state }: ReleaseRequest): Promise<void> {
  const left = await store.halves(state);
  const stays = left.filter(({ text }) => lock.halves.some(({ half }) => half.text === text));
  if (stays.length > 0) {
    const places = stays.map(({ place }) => place).join(", ");
    throw new UserError(`the lock of ${formatCell(cell)} is still in ${places}: release it again`);
  }
  const [other] = left;
  if (other === undefined) return;
  throw new LockHeldError(
    `the lock of ${formatCell(cell)} was released, and ${other.lock?.who ?? "somebody"} has taken it since: ` +
      "wait until that run has ended",
  );
}
