import { createHash } from "node:crypto";

import { formatCell } from "@tagform/deployment";
import { LockHeldError, RefusedError } from "@tagform/outcome";

import { type LockedPlace } from "./cell-lock";
import { type LockAct, recordLockAct } from "./lock-record";
import { type LockStore } from "./lock-store";

/** Whether a state is the one that the lock table says it must be. */
export interface StateDigest {
  /**
   * - `unused`: the cell does not lock in DynamoDB, where digests are
   * - `none`: the table says nothing; terraform takes what there is, and says it from the next apply on
   * - `fits`, `differs`: terraform works with the state, or refuses it
   * - `no state`: there is a digest, and no state: terraform refuses that, too
   */
  readonly kind: "unused" | "none" | "fits" | "differs" | "no state";
  /** What the table says, as hexadecimal MD5. */
  readonly digest?: string;
  /** Of the state itself. */
  readonly actual?: string;
}

/** Compare a state with its digest in the lock table. */
export async function readStateDigest(store: LockStore, { state, locks }: LockedPlace): Promise<StateDigest> {
  if (!locks.includes("dynamodb")) return { kind: "unused" };
  const digest = await store.digest(state);
  if (digest === undefined) return { kind: "none" };
  const bytes = await store.state(state);
  if (bytes === undefined) return { kind: "no state", digest };
  // Not for safety: MD5 is what terraform keeps there.
  const actual = createHash("md5").update(bytes).digest("hex");
  return { kind: actual === digest ? "fits" : "differs", digest, actual };
}

export interface RepairRequest extends LockAct {
  readonly reason: string;
  readonly locks: LockedPlace["locks"];
  readonly store: LockStore;
}

/** What was corrected; no location if nothing had to be. */
export interface DigestRepair extends StateDigest {
  readonly location?: string;
}

/**
 * Make the digest that of the state, after the state was restored or replicated.
 *
 * @throws LockHeldError while anybody holds the lock, RefusedError if there is no state, or it is being changed
 */
export async function repairStateDigest(request: RepairRequest): Promise<DigestRepair> {
  const { store, state, cell } = request;
  const name = formatCell(cell);
  const found = await readStateDigest(store, request);
  const { kind, digest, actual } = found;
  if (kind === "no state") {
    throw new RefusedError(
      `${name} has a digest and no state: restore s3://${state.bucket}/${state.key} from its versions first`,
    );
  }
  if (kind !== "differs" || digest === undefined || actual === undefined) return found;
  if ((await store.halves(state)).length > 0) {
    throw new LockHeldError(`${name} is locked, its state may change: see tagform lock show ${name}`);
  }
  const location = await recordLockAct(request, "digest", { digest, actual });
  if (await store.replaceDigest(state, digest, actual))
    return { kind: "fits", digest: actual, actual, location };
  throw new RefusedError(`the digest of ${name} was changed by somebody else: look again`);
}
