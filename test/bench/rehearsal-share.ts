import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import type { WorkspaceCopy } from "@tagform/testing";

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

/** 5.5: how much of a rehearsal's time is neither terraform nor tflint nor checkov nor the start of moto. */
export async function rehearsalShare(copy: WorkspaceCopy, terraform: string | undefined): Promise<Result> {
  const skipped = (reason: string): Result => ({ point: "5.5", what: WHAT, skipped: reason });
  if (terraform === undefined) return skipped("terraform is not installed");
  if (childrenOf(process.pid) === undefined)
    return skipped("needs the list of children that Linux keeps in /proc");
  const { exitCode, output, total, withoutTool } = await watch(copy);
  if (exitCode !== 0) throw new Error(`the rehearsal failed: ${output.trim().split("\n").at(-1) ?? ""}`);
  return {
    point: "5.5",
    what: WHAT,
    value: (withoutTool / total) * 100,
    unit: "%",
    atMost: 15,
    detail: `${withoutTool.toFixed(1)} s of ${total.toFixed(1)} s, first delivery of one cell with a website`,
  };
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
  while (state.isRunning) {
    await sleep(BETWEEN_LOOKS_MS);
    const now = performance.now();
    if (!isToolBelow(child.pid!, !output.includes(MOTO_ANSWERS))) withoutTool += now - last;
    last = now;
  }
  return {
    exitCode: state.exitCode,
    output,
    total: (last - started) / 1000,
    withoutTool: withoutTool / 1000,
  };
}

/** Moto runs all the time: it counts while it starts. */
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
