import { type StateLocation } from "@tagform/deployment";

import { type LockHalf, type LockPlace, type LockText } from "./lock-half";
import { type LockStore } from "./lock-store";
import { parseRunLabel, type RunLabel } from "./run-label";
import { judgeLife, type RunLife, type Witnesses } from "./run-life";

/** Where a cell keeps its state, and in which places its setting takes locks. */
export interface LockedPlace {
  readonly state: StateLocation;
  /** `state.locks` of the environment's data. */
  readonly locks: readonly LockPlace[];
}

/**
 * - `free`: nobody holds it
 * - `held`: its run lives
 * - `stale`: its run is proven dead
 * - `orphan`: not a whole lock, a place that the cell's setting names is missing or has another lock; no run lives in it
 * - `unknown`: whether its run lives cannot be found out from here
 */
export type LockVerdict = "free" | "held" | "stale" | "orphan" | "unknown";

/** A lock in one of its places, with its run. */
export interface JudgedHalf {
  readonly half: LockHalf;
  readonly run: RunLabel | undefined;
  readonly life: RunLife;
}

/** The lock of one cell, from both of its places. */
export interface CellLock {
  readonly verdict: LockVerdict;
  /** Why, for people. */
  readonly because: string;
  /** What there is of it: none, one or two. */
  readonly halves: readonly JudgedHalf[];
  /** Places that the cell's setting names and that have nothing, while another one has. */
  readonly missing: readonly LockPlace[];
  /** Whether every run that is named in it is proven dead: only then may it be released without a reason. */
  readonly isProvenDead: boolean;
}

/** Read the lock of a cell from both places, and judge whether it is still needed. */
export async function readCellLock(
  store: LockStore,
  { state, locks }: LockedPlace,
  asked: Witnesses,
): Promise<CellLock> {
  const found = await store.halves(state);
  const halves = await Promise.all(found.map((half) => judgeHalf(half, asked)));
  const missing =
    halves.length === 0 ? [] : locks.filter((place) => !found.some((half) => half.place === place));
  return { ...verdictOf(halves, missing), halves, missing };
}

/** What terraform wrote into a lock: that of the first place that can be read. */
export function lockTextOf({ halves }: Pick<CellLock, "halves">): LockText | undefined {
  return halves.map(({ half }) => half.lock).find((lock) => lock !== undefined);
}

/** The run that a lock names. */
export function runOf({ halves }: Pick<CellLock, "halves">): RunLabel | undefined {
  return halves.map(({ run }) => run).find((run) => run !== undefined);
}

async function judgeHalf(half: LockHalf, asked: Witnesses): Promise<JudgedHalf> {
  const run = half.lock === undefined ? undefined : parseRunLabel(half.lock.info);
  return { half, run, life: await judgeLife(half.lock, run, asked) };
}

function verdictOf(
  halves: readonly JudgedHalf[],
  missing: readonly LockPlace[],
): Pick<CellLock, "verdict" | "because" | "isProvenDead"> {
  const [first] = halves;
  if (first === undefined) return { verdict: "free", because: "no run holds it", isProvenDead: false };
  const lives = lifeOfAll(halves);
  const isProvenDead = lives.every(({ kind }) => kind === "dead");
  const alive = lives.find(({ kind }) => kind === "alive");
  if (alive !== undefined) return { verdict: "held", because: alive.because, isProvenDead };
  const decisive = lives.find(({ kind }) => kind === "unknown") ?? first.life;
  const ids = new Set(halves.map(({ half }) => half.lock?.id));
  if (ids.size > 1) {
    return { verdict: "orphan", because: `two different locks; ${decisive.because}`, isProvenDead };
  }
  if (missing.length > 0) {
    const because = `only ${first.half.place} has it, ${missing.join(", ")} does not; ${decisive.because}`;
    return { verdict: "orphan", because, isProvenDead };
  }
  return { verdict: isProvenDead ? "stale" : "unknown", because: decisive.because, isProvenDead };
}

/** The same lock in two places has one run, also where only one of them names it. */
function lifeOfAll(halves: readonly JudgedHalf[]): RunLife[] {
  return halves.map(({ half, run, life }) => {
    if (run !== undefined || half.lock === undefined) return life;
    const id = half.lock.id;
    const twin = halves.find((other) => other.run !== undefined && other.half.lock?.id === id);
    return twin?.life ?? life;
  });
}
