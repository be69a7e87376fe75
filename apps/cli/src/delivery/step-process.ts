import { spawn } from "node:child_process";
import { join } from "node:path";

import { EXIT } from "@tagform/outcome";
import { type RunDirectory, runDirectory } from "@tagform/steps";
import { run } from "@tagform/toolchain";

import type { Context } from "../context";
import { TOOL_ROOT } from "./step-context";

/** The steps that run as the tagged commit's own program. */
export type StepName = "verify" | "plan" | "approve" | "apply" | "record";

/** These talk to AWS; the others get no credentials. */
const WITH_CREDENTIALS: ReadonlySet<StepName> = new Set(["plan", "approve", "apply", "record"]);

/**
 * Runs one step of a run as the program of the tagged commit, in the exported tree, and returns its exit code.
 * It gets a process group of its own: a terminal's Ctrl-C reaches it once, through us.
 */
export async function runStepOfCommit(
  context: Context,
  runRoot: string,
  step: StepName,
  options: readonly string[] = [],
): Promise<number> {
  const files = runDirectory(runRoot);
  const args = [programOf(files), step, "--run", runRoot, ...options];
  const { exitCode, interrupted } = await run(context.node.path, args, {
    cwd: files.source,
    env: environmentOf(context, step),
    signal: context.signal,
    insist: context.insist,
    ownGroup: true,
    onLine: (line, stream) => (stream === "stdout" ? context.print(line) : context.note(line)),
  });
  return interrupted ? EXIT.interrupted : exitCode;
}

/** Like {@link runStepOfCommit}, at the terminal of this process, so that a person can be asked. */
export function runStepAtTerminal(context: Context, runRoot: string, step: StepName): Promise<number> {
  const files = runDirectory(runRoot);
  const child = spawn(context.node.path, [programOf(files), step, "--run", runRoot], {
    cwd: files.source,
    env: environmentOf(context, step),
    stdio: "inherit",
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? EXIT.interrupted));
  });
}

/** True for an exit code after which the delivery goes on. */
export function goesOn(step: StepName, exitCode: number): boolean {
  return exitCode === EXIT.ok || (step === "plan" && exitCode === EXIT.changes);
}

const programOf = ({ source }: RunDirectory): string => join(source, "apps/cli/bin/tagform.mjs");

function environmentOf({ env, root }: Context, step: StepName): Record<string, string> {
  const isKept = (name: string): boolean => WITH_CREDENTIALS.has(step) || !name.startsWith("AWS_");
  const kept = Object.entries(env).filter(([name]) => isKept(name));
  return { ...Object.fromEntries(kept), [TOOL_ROOT]: env[TOOL_ROOT] ?? root };
}
