import { join } from "node:path";

import { EXIT } from "@tagform/outcome";
import { run } from "@tagform/toolchain";

import { runDirectory } from "./run-directory";

/** The steps that the tagged commit's own code runs, in their order. */
export const COMMIT_STEPS = ["verify", "plan", "approve", "apply", "record"] as const;

export type CommitStep = (typeof COMMIT_STEPS)[number];

export interface CommitStepRequest {
  readonly step: CommitStep;
  /** The run directory, with its exported source. */
  readonly run: string;
  /** Further words of the step's command line. */
  readonly words: readonly string[];
  /** The whole environment of the step. */
  readonly env: Readonly<Record<string, string>>;
  /** Path of the Node.js that runs it. */
  readonly node: string;
  readonly onLine: (line: string, stream: "stdout" | "stderr") => void;
  readonly signal: AbortSignal;
  readonly insist?: AbortSignal;
}

/** The `tagform` of the commit that was exported into a run directory. */
export function commitProgram(run: string): string {
  return join(runDirectory(run).source, "apps/cli/bin/tagform.mjs");
}

/**
 * Run one step as the tagged commit's own code and return its exit code, 130 when it was interrupted. It gets a
 * process group of its own: a terminal's Ctrl-C reaches it once, through `signal`.
 */
export async function runCommitStep(request: CommitStepRequest): Promise<number> {
  const { step, words, env, node, onLine, signal, insist } = request;
  const args = [commitProgram(request.run), step, "--run", request.run, ...words];
  const { exitCode, interrupted } = await run(node, args, {
    cwd: runDirectory(request.run).source,
    env,
    ownGroup: true,
    onLine,
    signal,
    ...(insist === undefined ? {} : { insist }),
  });
  return interrupted ? EXIT.interrupted : exitCode;
}

/** Whether a delivery goes on after a step that ended like this: a plan with changes is what it is for. */
export function goesOn(step: CommitStep, exitCode: number): boolean {
  return exitCode === EXIT.ok || (step === "plan" && exitCode === EXIT.changes);
}

/** Until plan, AWS has not been asked for anything, and a failure need not be kept beside the state. */
export function isWorthRecording(failedStep: CommitStep): boolean {
  return failedStep !== "verify" && failedStep !== "record";
}

/** Words for the `record` of a run that a step ended. */
export function failureWords(step: CommitStep, exitCode: number): string[] {
  return ["--failed-step", step, "--failed-with", String(exitCode)];
}
