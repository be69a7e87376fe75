import { EXIT } from "@tagform/outcome";
import { type CommitStep, runCommitStep } from "@tagform/steps";
import { InterruptedError } from "@tagform/toolchain";

import { withoutAws } from "../embedded/environment";

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

/**
 * Runs steps as the tagged commit's own code, each in a process of its own without anything of AWS in its
 * environment: from plan on, steps take what they need from the run's `cloud.json`.
 */
export function commitStepRunner(options: StepRunnerOptions): RunStep {
  const { env, words: more = {}, ...how } = options;
  return async ({ step, run, words, onLine }) => {
    const all = [...words, ...(more[step] ?? [])];
    const exitCode = await runCommitStep({ ...how, step, run, words: all, env: withoutAws(env), onLine });
    if (exitCode === EXIT.interrupted) throw new InterruptedError(`interrupted in ${step}`);
    return exitCode;
  };
}
