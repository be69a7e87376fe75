import { join } from "node:path";

import { runDirectory } from "@tagform/steps";
import { InterruptedError, run } from "@tagform/toolchain";

import { withoutAws } from "../embedded/environment";

/** The steps that the tagged commit's own code runs, in their order. */
export const COMMIT_STEPS = ["verify", "plan", "approve", "apply", "record"] as const;

export type CommitStep = (typeof COMMIT_STEPS)[number];

/** What a step is to do. */
export interface StepRequest {
  readonly step: CommitStep;
  /** The run directory. */
  readonly run: string;
  /** Further words of its command line. */
  readonly words: readonly string[];
  /** Gets what it says, line by line. */
  readonly onLine: (line: string) => void;
}

/** Run one step and return its exit code. */
export type RunStep = (request: StepRequest) => Promise<number>;

export interface StepRunnerOptions {
  /** Path of the Node.js that runs the steps. */
  readonly node: string;
  /** The ambient environment; nothing of AWS in it is passed on. */
  readonly env: Readonly<Record<string, string>>;
  /** More words for the command lines of steps, by step. @default - none */
  readonly words?: Partial<Record<CommitStep, readonly string[]>>;
  readonly signal: AbortSignal;
  readonly insist?: AbortSignal;
}

/** The SDK's advice on versions of Node.js has nothing to do with a delivery, and would come with every step. */
const QUIET = { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" };

/** The `tagform` of the commit that was exported into a run directory. */
export function commitProgram(run: string): string {
  return join(runDirectory(run).source, "apps", "cli", "bin", "tagform.mjs");
}

/**
 * Runs steps as the tagged commit's own code, each in a process of its own without anything of AWS in its
 * environment: from plan on, steps take what they need from the run's `cloud.json`.
 */
export function commitStepRunner(options: StepRunnerOptions): RunStep {
  const { node, env, words: more = {}, signal, insist } = options;
  return async ({ step, run: directory, words, onLine }) => {
    const args = [commitProgram(directory), step, "--run", directory, ...words, ...(more[step] ?? [])];
    const result = await run(node, args, {
      cwd: runDirectory(directory).source,
      env: { ...withoutAws(env), ...QUIET },
      ownGroup: true,
      onLine,
      signal,
      ...(insist === undefined ? {} : { insist }),
    });
    if (result.interrupted) throw new InterruptedError(`interrupted in ${step}`);
    return result.exitCode;
  };
}
