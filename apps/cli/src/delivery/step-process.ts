import { spawn } from "node:child_process";

import { EXIT } from "@tagform/outcome";
import { commitProgram, type CommitStep, runCommitStep, runDirectory } from "@tagform/steps";

import type { Context } from "../context";
import { TOOL_ROOT } from "./step-context";

/** These talk to AWS; the others get no credentials. */
const WITH_CREDENTIALS: ReadonlySet<CommitStep> = new Set(["plan", "approve", "apply", "record"]);

/** Runs one step of a run as the program of the tagged commit, and returns its exit code. */
export async function runStepOfCommit(
  context: Context,
  run: string,
  step: CommitStep,
  words: readonly string[] = [],
): Promise<number> {
  const { node, signal, insist, status } = context;
  const onLine = (line: string, stream: "stdout" | "stderr"): void =>
    stream === "stdout" ? context.print(line) : context.note(line);
  const env = environmentOf(context, step);
  status.start(step);
  try {
    return await runCommitStep({ step, run, words, env, node: node.path, onLine, signal, insist });
  } finally {
    status.stop();
  }
}

/** Like {@link runStepOfCommit}, at the terminal of this process, so that a person can be asked. */
export function runStepAtTerminal(context: Context, run: string, step: CommitStep): Promise<number> {
  const child = spawn(context.node.path, [commitProgram(run), step, "--run", run], {
    cwd: runDirectory(run).source,
    env: environmentOf(context, step),
    stdio: "inherit",
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? EXIT.interrupted));
  });
}

function environmentOf(context: Context, step: CommitStep): Record<string, string> {
  if (!WITH_CREDENTIALS.has(step)) return credentialFree(context);
  return withToolRoot(context, context.env);
}

/** Environment of a commit's program that need not talk to AWS. */
export function credentialFree(context: Context): Record<string, string> {
  const kept = Object.entries(context.env).filter(([name]) => !name.startsWith("AWS_"));
  return withToolRoot(context, Object.fromEntries(kept));
}

function withToolRoot(
  { env, root }: Context,
  kept: Readonly<Record<string, string>>,
): Record<string, string> {
  return { ...kept, [TOOL_ROOT]: env[TOOL_ROOT] ?? root };
}
