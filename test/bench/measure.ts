import { spawnSync } from "node:child_process";

/** The middle one; between the two middle ones of an even number. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)]!;
  return Number.isInteger(middle) ? (sorted[middle - 1]! + upper) / 2 : upper;
}

/**
 * Lets contestants take turns, so that what else the machine does falls on all of them alike.
 *
 * @param contestants each returns its number, seconds mostly
 * @returns the median of each
 */
export function takeTurns<Name extends string>(
  repetitions: number,
  contestants: Readonly<Record<Name, () => number>>,
): Record<Name, number> {
  const names = Object.keys(contestants) as Name[];
  const taken = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    for (const name of names) taken.get(name)!.push(contestants[name]());
  }
  return Object.fromEntries(names.map((name) => [name, median(taken.get(name)!)])) as Record<Name, number>;
}

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Timed {
  readonly seconds: number;
  readonly stdout: string;
}

/**
 * Runs a program to its end.
 *
 * @throws Error when it fails: its time would mean nothing
 */
export function run({ file, args, cwd, env = {} }: Command): Timed {
  const started = process.hrtime.bigint();
  const ended = spawnSync(file, args, {
    cwd,
    env: { ...process.env, NO_COLOR: "1", ...env },
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  if (ended.status !== 0) {
    throw new Error(`${[file, ...args].join(" ")} failed: ${ended.error?.message ?? ended.stderr}`);
  }
  return { seconds, stdout: ended.stdout };
}

export const secondsOf = (command: Command): number => run(command).seconds;

/** Runs Node in the same release as the bench. */
export const node = (cwd: string, ...args: string[]): Command => ({ file: process.execPath, args, cwd });
