import { join } from "node:path";

import { InterruptedError, run } from "@tagform/toolchain";

import { withoutAws } from "../embedded/environment";

/** The steps that the tagged commit's own code runs, in their order. */
export const COMMIT_STEPS = ["verify", "plan", "approve", "apply", "record"] as const;

export type CommitStep = (typeof COMMIT_STEPS)[number];

/** Run one step in a run directory; `onLine` gets what it says. Returns its exit code. */
export type RunStep = (step: CommitStep, run: string, onLine: (line: string) => void) => Promise<number>;

export interface StepRunnerOptions {
  /** Path of the Node.js that runs the steps. */
  readonly node: string;
  /** The ambient environment; nothing of AWS in it is passed on. */
  readonly env: Readonly<Record<string, string>>;
  /** More arguments for every step, such as the one that says where the tools are. @default - none */
  readonly arguments?: readonly string[];
  readonly signal: AbortSignal;
  readonly insist?: AbortSignal;
}

/** The command line of the exported commit, inside its run directory. */
const PROGRAM = join("source", "apps", "cli", "bin", "tagform.mjs");

/**
 * Runs steps as the tagged commit's own code, each in a process of its own without anything of AWS in its
 * environment: from plan on, steps take what they need from the run's `cloud.json`.
 */
export function commitStepRunner(options: StepRunnerOptions): RunStep {
  const { node, env, arguments: more = [], signal, insist } = options;
  return async (step, directory, onLine) => {
    const result = await run(node, [join(directory, PROGRAM), step, "--run", directory, ...more], {
      cwd: join(directory, "source"),
      env: withoutAws(env),
      ownGroup: true,
      onLine,
      signal,
      ...(insist === undefined ? {} : { insist }),
    });
    if (result.interrupted) throw new InterruptedError(`interrupted in ${step}`);
    return result.exitCode;
  };
}
