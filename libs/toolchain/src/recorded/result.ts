import { readFileSync } from "node:fs";
import path from "node:path";

import { type RunResult } from "../run";

/** What a tool printed when it was run on `findings.tf` or what the file's name says; for specs. */
export function recorded(file: string, exitCode: number): RunResult {
  return resultOf(readFileSync(path.join(__dirname, file), "utf8"), { exitCode });
}

export function resultOf(stdout: string, overrides: Partial<RunResult> = {}): RunResult {
  return {
    exitCode: 0,
    stdout,
    stderr: "",
    durationMs: 1,
    interrupted: false,
    timedOut: false,
    ...overrides,
  };
}
