import { rmSync } from "node:fs";
import path from "node:path";

import { median, node, run } from "./measure";
import type { Result } from "./row";

interface Taken {
  readonly seconds: number;
  readonly peakBytes: number;
}

type Program = "to-hcl" | "to-json";

/** The memory bound is of this many cells: with few, both are mostly Node and cdktf. */
const MEMORY_BOUND_AT = 1000;

/** Enough for every thread to be started, so that what it runs is bundled before anything is measured. */
const WARM_UP = 256;

/** 5.3: N cells to HCL in one process, against a plain cdktf program that synthesizes the same stacks as JSON. */
export function manyCells(root: string, folder: string, counts: readonly number[]): Result[] {
  synthesize(root, folder, "to-hcl", WARM_UP);
  synthesize(root, folder, "to-json", 1);
  const taken = counts.map((count) => ({ count, ...measure(root, folder, count) }));
  return [...taken.flatMap(({ count, hcl, json }) => rows(count, hcl, json)), ...linearity(taken)];
}

function measure(root: string, folder: string, count: number): { hcl: Taken; json: Taken } {
  const repetitions = count >= 100 ? 3 : 9;
  const taken: Record<Program, Taken[]> = { "to-hcl": [], "to-json": [] };
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    for (const program of ["to-hcl", "to-json"] as const) {
      taken[program].push(synthesize(root, folder, program, count));
    }
  }
  return { hcl: middle(taken["to-hcl"]), json: middle(taken["to-json"]) };
}

function synthesize(root: string, folder: string, program: Program, count: number): Taken {
  const outdir = path.join(folder, program);
  const file = path.join(root, `test/bench/programs/${program}.mjs`);
  const { stdout } = run(node(root, "tools/launch/run.mjs", file, String(count), outdir));
  rmSync(outdir, { recursive: true, force: true });
  return JSON.parse(stdout) as Taken;
}

const middle = (taken: readonly Taken[]): Taken => ({
  seconds: median(taken.map(({ seconds }) => seconds)),
  peakBytes: median(taken.map(({ peakBytes }) => peakBytes)),
});

function rows(count: number, hcl: Taken, json: Taken): Result[] {
  const perStack = ({ seconds }: Taken) => `${((seconds / count) * 1000).toFixed(1)} ms`;
  const megabytes = ({ peakBytes }: Taken) => `${(peakBytes / 1e6).toFixed(0)} MB`;
  return [
    {
      point: "5.3",
      what: `${count} cells to HCL, time as of plain cdktf`,
      value: hcl.seconds / json.seconds,
      unit: "x",
      atMost: 0.5,
      detail: `${perStack(hcl)} a stack, plain ${perStack(json)} to JSON; without loading of modules, both with V8's code kept`,
    },
    {
      point: "5.3",
      what: "  and memory as of plain cdktf",
      value: hcl.peakBytes / json.peakBytes,
      unit: "x",
      ...(count >= MEMORY_BOUND_AT ? { atMost: 0.5 } : {}),
      detail: `at most ${megabytes(hcl)}, plain ${megabytes(json)}`,
    },
  ];
}

/** A stack must not cost more because many others were synthesized before it. */
function linearity(taken: readonly { count: number; hcl: Taken }[]): Result[] {
  const [before, last] = taken.slice(-2);
  if (before === undefined || last === undefined) return [];
  return [
    {
      point: "5.3",
      what: `a stack of ${last.count}, time as one of ${before.count}`,
      value: last.hcl.seconds / last.count / (before.hcl.seconds / before.count),
      unit: "x",
      atMost: 1.2,
      detail: "linear when at most 1; the first stacks of a process are the dear ones",
    },
  ];
}
