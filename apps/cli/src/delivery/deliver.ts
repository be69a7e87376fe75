import { parseDeploymentTag } from "@tagform/deployment";
import { EXIT } from "@tagform/outcome";
import { type CommitStep, failureWords, goesOn, isWorthRecording, source } from "@tagform/steps";

import type { Context } from "../context";
import { loadEnvironmentOf } from "../environments";
import { newRun } from "./new-run";
import { stepContext } from "./step-context";
import { runStepAtTerminal, runStepOfCommit } from "./step-process";

export interface Delivery {
  readonly tag: string;
  /** In order; the delivery ends after the last one. */
  readonly steps: readonly CommitStep[];
  /** Additional options of a step's command. */
  readonly options?: Partial<Record<CommitStep, readonly string[]>>;
}

/** What was delivered so far. */
export interface Delivered {
  readonly run: string;
  /** Of the last step that ran. */
  readonly exitCode: number;
}

/**
 * Exports the tagged commit and takes it through `steps`, each run by that commit's own program. A delivery that
 * fails after verify is recorded like one that succeeds.
 */
export async function deliver(context: Context, { tag, steps, options = {} }: Delivery): Promise<Delivered> {
  const startedAt = new Date();
  const { cell } = parseDeploymentTag(tag);
  const { releaseBranch } = await loadEnvironmentOf(cell);
  const run = await newRun(context.root, cell, startedAt);
  context.note(`source: the commit of tag ${tag}, not the working tree; files of this run: ${run}`);
  await source({ run, repository: context.root, tag, releaseBranch }, stepContext(context));
  const begun = ["--started-at", startedAt.toISOString()];
  const words = { ...options, record: [...(options.record ?? []), ...begun] };
  let exitCode: number = EXIT.ok;
  for (const step of steps) {
    exitCode = await runOne(context, run, step, words[step] ?? []);
    if (goesOn(step, exitCode)) continue;
    if (steps.includes("record")) await recordFailure(context, run, step, exitCode, words.record);
    break;
  }
  return { run, exitCode };
}

function runOne(
  context: Context,
  run: string,
  step: CommitStep,
  options: readonly string[],
): Promise<number> {
  // Only approve may ask a person, and it starts nothing that a Ctrl-C could hurt.
  return step === "approve" && context.isInteractive
    ? runStepAtTerminal(context, run, step)
    : runStepOfCommit(context, run, step, options);
}

async function recordFailure(
  context: Context,
  run: string,
  step: CommitStep,
  exitCode: number,
  words: readonly string[],
): Promise<void> {
  if (!isWorthRecording(step)) return;
  // The interrupt has done its work; the record of it must still be written.
  const undisturbed = { ...context, signal: new AbortController().signal };
  await runStepOfCommit(undisturbed, run, "record", [...failureWords(step, exitCode), ...words]);
}
