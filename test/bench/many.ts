import { rmSync } from "node:fs";
import path from "node:path";

import { median, node, run } from "./measure";
import type { Result } from "./row";

interface Taken {
  readonly seconds: number;
  readonly peakBytes: number;
}

/** What synthesizes: Tagform, or a plain cdktf program to native syntax, or to JSON, which is less work. */
const PROGRAMS = {
  tagform: ["to-hcl.mjs"],
  plain: ["plain.mjs", "hcl"],
  json: ["plain.mjs", "json"],
} as const;

type Program = keyof typeof PROGRAMS;

/** The memory bound is of this many cells: with few, both are mostly Node and cdktf. */
const MEMORY_BOUND_AT = 1000;

/** Enough for every thread to be started, so that what it runs is bundled before anything is measured. */
const ENOUGH_FOR_THREADS = 256;

/** 5.3: N cells to HCL in one process, against a plain cdktf program that synthesizes the same stacks to HCL. */
export function manyCells(root: string, folder: string, counts: readonly number[]): Result[] {
  // What V8 compiled is kept when the first process ends: each has made one cell.
  for (const program of ["tagform", "plain"] as const) synthesize(root, folder, program, 1);
  synthesize(root, folder, "tagform", ENOUGH_FOR_THREADS);
  const measured = counts.map((count) => ({ count, ...measure(root, folder, count) }));
  return [...measured.flatMap(rows), ...linearity(measured)];
}

type Measured = Readonly<Record<Program, Taken>> & { readonly count: number };

function measure(root: string, folder: string, count: number): Omit<Measured, "count"> {
  const repetitions = count >= 100 ? 3 : 9;
  const taken: Record<Program, Taken[]> = { tagform: [], plain: [], json: [] };
  const programs = Object.entries(taken) as [Program, Taken[]][];
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    for (const [program, times] of programs) times.push(synthesize(root, folder, program, count));
  }
  return { tagform: middle(taken.tagform), plain: middle(taken.plain), json: middle(taken.json) };
}

function synthesize(root: string, folder: string, program: Program, count: number): Taken {
  const outdir = path.join(folder, program);
  const [file, ...words] = PROGRAMS[program];
  const entry = path.join(root, "test/bench/programs", file);
  const { stdout } = run(node(root, "tools/launch/run.mjs", entry, String(count), outdir, ...words));
  rmSync(outdir, { recursive: true, force: true });
  return JSON.parse(stdout) as Taken;
}

const middle = (taken: readonly Taken[]): Taken => ({
  seconds: median(taken.map(({ seconds }) => seconds)),
  peakBytes: median(taken.map(({ peakBytes }) => peakBytes)),
});

function rows({ count, tagform, plain, json }: Measured): Result[] {
  const perStack = ({ seconds }: Taken) => `${((seconds / count) * 1000).toFixed(1)} ms`;
  const megabytes = ({ peakBytes }: Taken) => `${(peakBytes / 1e6).toFixed(0)} MB`;
  return [
    {
      point: "5.3",
      what: `${count} cells to HCL, time as of plain cdktf`,
      value: tagform.seconds / plain.seconds,
      unit: "x",
      atMost: 0.5,
      detail:
        `${perStack(tagform)} a stack, plain ${perStack(plain)}, and ${perStack(json)} to JSON ` +
        `(${(tagform.seconds / json.seconds).toFixed(2)} x); without loading of modules, both with V8's code kept`,
    },
    {
      point: "5.3",
      what: "  and memory as of plain cdktf",
      value: tagform.peakBytes / plain.peakBytes,
      unit: "x",
      ...(count >= MEMORY_BOUND_AT ? { atMost: 0.5 } : {}),
      detail: `at most ${megabytes(tagform)}, plain ${megabytes(plain)}`,
    },
  ];
}

/** A stack must not cost more because many others were synthesized before it. */
function linearity(measured: readonly Measured[]): Result[] {
  const [before, last] = measured.slice(-2);
  if (before === undefined || last === undefined) return [];
  return [
    {
      point: "5.3",
      what: `a stack of ${last.count}, time as one of ${before.count}`,
      value: last.tagform.seconds / last.count / (before.tagform.seconds / before.count),
      unit: "x",
      atMost: 1.2,
      detail: "linear when at most 1; the first stacks of a process are the dear ones",
    },
  ];
}
