import { type CellLock, lockTextOf, type RunLabel, runOf, type StateDigest } from "@tagform/steps";

import type { Context } from "../context";
import { ageText } from "./age";
import { fields, table } from "./table";

const NOTHING = "-";

/** A lock as scripts read it. */
export interface ShownLock {
  /** `dev_us-east-1/research`. */
  readonly cell: string;
  readonly verdict: CellLock["verdict"];
  readonly because: string;
  /** `user@machine`; null where nobody holds it, as is all that follows. */
  readonly owner: string | null;
  readonly operation: string | null;
  readonly lockId: string | null;
  /** ISO 8601. */
  readonly since: string | null;
  readonly ageSeconds: number | null;
  /** The run that it names; null for a lock that names none. */
  readonly run: RunLabel | null;
  /** Where it lies, and where it should besides. */
  readonly places: readonly string[];
  readonly missing: readonly string[];
  readonly isProvenDead: boolean;
}

export function shownLock(cell: string, lock: CellLock, now: Date): ShownLock {
  const text = lockTextOf(lock);
  const since = new Date(text?.created ?? NaN);
  const isDated = !Number.isNaN(since.getTime());
  return {
    cell,
    verdict: lock.verdict,
    because: lock.because,
    owner: text?.who ?? null,
    operation: text?.operation.replace("OperationType", "").toLowerCase() ?? null,
    lockId: text?.id ?? null,
    since: isDated ? since.toISOString() : null,
    ageSeconds: isDated ? Math.max(0, Math.floor((now.getTime() - since.getTime()) / 1000)) : null,
    run: runOf(lock) ?? null,
    places: lock.halves.map(({ half }) => half.place),
    missing: lock.missing,
    isProvenDead: lock.isProvenDead,
  };
}

/** The locks that somebody holds, one line each with why it is judged so. */
export function renderLocks(
  locks: readonly ShownLock[],
  { colors, width }: Pick<Context, "colors" | "width">,
): string {
  const taken = locks.filter(({ verdict }) => verdict !== "free");
  const free = `${locks.length - taken.length} of ${locks.length} cells are free`;
  if (taken.length === 0) return free;
  const rows = taken.map((lock) => [
    lock.cell,
    lock.verdict,
    ageOf(lock),
    lock.operation ?? NOTHING,
    lock.owner ?? NOTHING,
    runName(lock.run),
  ]);
  const [head = "", ...lines] = table(
    ["CELL", "LOCK", "AGE", "FOR", "OWNER", "RUN"],
    rows.map(line),
    width,
  ).split("\n");
  const shown = lines.flatMap((one, index) => [
    one,
    colors.dim(`  ${printable(taken[index]?.because ?? "")}`),
  ]);
  return [head, ...shown, "", free].join("\n");
}

/** All about one lock, and what to do. */
export function renderLock(lock: ShownLock, digest: StateDigest): string {
  const { run } = lock;
  const taken: [string, string][] = [
    ["owner", lock.owner ?? NOTHING],
    ["operation", lock.operation ?? NOTHING],
    ["since", `${lock.since ?? NOTHING} (${ageOf(lock)})`],
    ["lock id", lock.lockId ?? NOTHING],
    ["lies in", lock.places.join(", ")],
    ...(lock.missing.length === 0 ? [] : [["not in", lock.missing.join(", ")] as [string, string]]),
    ["run", runName(run)],
    ...(run?.directory === undefined ? [] : [["files of the run", run.directory] as [string, string]]),
    ...(run?.execution === undefined ? [] : [["execution", run.execution] as [string, string]]),
  ];
  const all: [string, string][] = [
    ["cell", lock.cell],
    ["lock", `${lock.verdict}: ${lock.because}`],
    ...(lock.verdict === "free" ? [] : taken),
    ["digest", digestWords(digest)],
    ["next", nextWords(lock, digest)],
  ];
  return fields(all.map(([name, value]) => [name, printable(value)] as const));
}

function nextWords({ verdict, cell, isProvenDead }: ShownLock, { kind }: StateDigest): string {
  if (verdict === "held") return "wait until the run has ended, or end it";
  if (verdict !== "free") {
    const reason = isProvenDead ? "" : ' --reason "<how you know that the run is dead>"';
    return `npx tagform lock release ${cell}${reason}`;
  }
  if (kind === "no state") return "restore the state from its versions";
  if (kind === "differs") {
    return `if the state is the right one: npx tagform lock repair-digest ${cell} --reason "<why>"`;
  }
  return "nothing to do";
}

function digestWords({ kind, digest, actual }: StateDigest): string {
  switch (kind) {
    case "unused":
      return "not used: the cell does not lock in DynamoDB";
    case "none":
      return "none yet: the next apply writes it";
    case "fits":
      return `fits the state (${digest ?? ""})`;
    case "differs":
      return `the table says ${digest ?? ""}, the state has ${actual ?? ""}: terraform refuses the state`;
    case "no state":
      return `the table says ${digest ?? ""}, and there is no state: terraform refuses that`;
  }
}

const runName = (run: RunLabel | null): string => run?.build ?? run?.run ?? NOTHING;

function ageOf({ ageSeconds }: ShownLock): string {
  return ageSeconds === null ? NOTHING : ageText(ageSeconds);
}

const line = (row: readonly string[]): string[] => row.map(printable);

/** What anybody wrote into a lock must not steer the terminal. */
const printable = (text: string): string => text.replace(/\p{Cc}/gu, "?");
