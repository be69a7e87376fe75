import { type CellLock } from "./cell-lock";
import { type LockPlace } from "./lock-half";

/** In which places runs of a cell take locks. */
export type LockPlaces = readonly LockPlace[];

/** The way from a table to lock files: at no time do two runs lock in different places only. */
export const MIGRATION: readonly LockPlaces[] = [["dynamodb"], ["s3", "dynamodb"], ["s3"]];

/** What must be known of a cell to move its locks. */
export interface MigratingCell {
  /** `dev_us-east-1/research`. */
  readonly cell: string;
  readonly lock: Pick<CellLock, "verdict" | "because">;
  /** Where its last delivery took locks; none if nobody knows, undefined if it was never delivered. */
  readonly delivered: LockPlaces | undefined;
}

/** Where an environment is on the way, and what is safe next. */
export interface Migration {
  readonly setting: LockPlaces;
  /** The setting after this one; absent at the end of the way. */
  readonly next?: LockPlaces;
  /** What forbids the next step, or this setting as it is; none where it is safe. */
  readonly problems: readonly string[];
}

/** Decide what is safe next for an environment whose data says `setting`. */
export function decideMigration(setting: LockPlaces, cells: readonly MigratingCell[]): Migration {
  const at = MIGRATION.findIndex((one) => isSame(one, setting));
  const next = MIGRATION[at + 1];
  // Whoever locks in both places excludes everybody; only one place alone can be missed.
  const leaves = setting.length === 1 && setting[0] === "s3" ? setting : next;
  const problems = leaves?.length === 1 ? cells.flatMap((cell) => problemsOf(cell)) : [];
  return { setting, ...(next === undefined ? {} : { next }), problems };
}

function problemsOf({ cell, lock, delivered }: MigratingCell): string[] {
  const problems: string[] = [];
  if (lock.verdict !== "free") problems.push(`${cell}: is locked (${lock.verdict}): ${lock.because}`);
  if (delivered !== undefined && !delivered.includes("s3")) {
    const where = delivered.length === 0 ? "nobody knows where" : `${delivered.join(", ")} only`;
    problems.push(`${cell}: was last delivered with locks in ${where}: deliver it again`);
  }
  return problems;
}

const isSame = (left: LockPlaces, right: LockPlaces): boolean =>
  left.length === right.length && left.every((place) => right.includes(place));
