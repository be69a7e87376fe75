import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import type { WorkspaceCopy } from "@tagform/testing";

import { median } from "./measure";
import type { Result } from "./row";

const TAG = "dev_us-east-1/research/1.0";
const TOOLS = new Set(["terraform", "tofu", "tflint", "checkov"]);
const MOTO = "moto_server";
/** What the rehearsal says when moto answers. */
const MOTO_ANSWERS = "embedded AWS";
const WHAT = "rehearsal, share of its time in which no tool runs";
const BETWEEN_LOOKS_MS = 10;

interface Watched {
  readonly exitCode: number | null;
  readonly output: string;
  /** Seconds. */
  readonly total: number;
  readonly withoutTool: number;
}

/**
 * 5.5: how much of a rehearsal's time is neither terraform nor tflint nor checkov nor moto at work: while it starts, and
 * while it uses a core to answer.
 */
export async function rehearsalShare(
  copy: WorkspaceCopy,
  terraform: string | undefined,
  repetitions: number,
): Promise<Result[]> {
  const skipped = (reason: string): Result[] => [{ point: "5.5", what: WHAT, skipped: reason }];
  if (terraform === undefined) return skipped("terraform is not installed");
  if (childrenOf(process.pid) === undefined)
    return skipped("needs the list of children that Linux keeps in /proc");
  // Bundles are built before anything is measured.
  copy.tagform("list");
  const watched: Watched[] = [];
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    const { exitCode, output, ...times } = await watch(copy);
    if (exitCode !== 0) throw new Error(`the rehearsal failed: ${output.trim().split("\n").at(-1) ?? ""}`);
    watched.push({ exitCode, output, ...times });
  }
  const of = (measure: (one: Watched) => number): number => median(watched.map(measure));
  return [
    {
      point: "5.5",
      what: WHAT,
      value: of(({ withoutTool, total }) => (withoutTool / total) * 100),
      unit: "%",
      atMost: 15,
      detail:
        `${of(({ withoutTool }) => withoutTool).toFixed(1)} s of ${of(({ total }) => total).toFixed(1)} s, ` +
        "first delivery of one cell with a website, with the provider of a rehearsal, which is faster than the real one",
    },
  ];
}

async function watch(copy: WorkspaceCopy): Promise<Watched> {
  const started = performance.now();
  const child = spawn(process.execPath, [copy.program, "rehearse", TAG], {
    cwd: copy.root,
    env: { ...process.env, NO_COLOR: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const state = { isRunning: true, exitCode: null as number | null };
  child.once("close", (exitCode) => Object.assign(state, { isRunning: false, exitCode }));

  let withoutTool = 0;
  let last = started;
  let motoTime = 0;
  while (state.isRunning) {
    await sleep(BETWEEN_LOOKS_MS);
    const now = performance.now();
    const before = motoTime;
    motoTime = timeOfMotoBelow(child.pid!);
    const isMotoAtWork = motoTime > before || !output.includes(MOTO_ANSWERS);
    if (!isToolBelow(child.pid!, isMotoAtWork)) withoutTool += now - last;
    last = now;
  }
  return {
    exitCode: state.exitCode,
    output,
    total: (last - started) / 1000,
    withoutTool: withoutTool / 1000,
  };
}

/** What moto has used of cores so far, in ticks of the system. */
function timeOfMotoBelow(pid: number): number {
  return (childrenOf(pid) ?? []).reduce((sum, child) => {
    const isMoto = commandOf(child).some((word) => path.basename(word) === MOTO);
    // The numbers follow the name, which may hold anything; utime and stime are the 12th and 13th of them.
    const numbers = isMoto ? (readProcess(`/proc/${child}/stat`).split(") ").at(-1)?.split(" ") ?? []) : [];
    return sum + Number(numbers[11] ?? 0) + Number(numbers[12] ?? 0) + timeOfMotoBelow(child);
  }, 0);
}

/** Moto runs all the time, and counts when it is at work. */
function isToolBelow(pid: number, isMotoATool: boolean): boolean {
  return (childrenOf(pid) ?? []).some((child) => {
    const words = commandOf(child)
      .slice(0, 3)
      .map((word) => path.basename(word));
    const isTool = words.some((word) => TOOLS.has(word) || (isMotoATool && word === MOTO));
    return isTool || isToolBelow(child, isMotoATool);
  });
}

function childrenOf(pid: number): number[] | undefined {
  const file = `/proc/${pid}/task/${pid}/children`;
  if (!existsSync(file)) return undefined;
  return readProcess(file).split(" ").filter(Boolean).map(Number);
}

const commandOf = (pid: number): string[] => readProcess(`/proc/${pid}/cmdline`).split("\0");

function readProcess(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    // It has ended meanwhile.
    return "";
  }
}
