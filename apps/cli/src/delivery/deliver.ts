import { existsSync } from "node:fs";
import { copyFile } from "node:fs/promises";

import { parseDeploymentTag } from "@tagform/deployment";
import { EXIT } from "@tagform/outcome";
import {
  type CommitStep,
  failureWords,
  goesOn,
  isWorthRecording,
  runDirectory,
  source,
} from "@tagform/steps";

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
  /**
   * The step whose result is the delivery's, as JSON and alone on stdout; what the others print are notes then.
   *
   * @default - every step prints its result as text
   */
  readonly jsonOf?: CommitStep;
  /**
   * The run directory whose cloud it talks to: one that resumes a rehearsal's run must not reach the real AWS.
   *
   * @default - the real AWS
   */
  readonly cloudOf?: string;
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
export async function deliver(context: Context, delivery: Delivery): Promise<Delivered> {
  const { tag, steps, options = {}, jsonOf } = delivery;
  const startedAt = new Date();
  const { cell } = parseDeploymentTag(tag);
  const { releaseBranch, signedTags } = await loadEnvironmentOf(cell);
  const run = await newRun(context.root, cell, startedAt);
  if (delivery.cloudOf !== undefined) await useCloud(delivery.cloudOf, run);
  context.note(`source: the commit of tag ${tag}, not the working tree; files of this run: ${run}`);
  await source({ run, repository: context.root, tag, releaseBranch, signedTags }, stepContext(context));
  const begun = ["--started-at", startedAt.toISOString()];
  const words = { ...options, record: [...(options.record ?? []), ...begun] };
  let exitCode: number = EXIT.ok;
  for (const step of steps) {
    const own = words[step] ?? [];
    exitCode = await (jsonOf === undefined
      ? runOne(context, run, step, own)
      : runForJson(context, run, step, own, jsonOf));
    if (goesOn(step, exitCode)) continue;
    if (steps.includes("record")) await recordFailure(context, run, step, exitCode, words.record);
    break;
  }
  return { run, exitCode };
}

async function useCloud(from: string, run: string): Promise<void> {
  const cloud = runDirectory(from).cloud;
  if (existsSync(cloud)) await copyFile(cloud, runDirectory(run).cloud);
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

function runForJson(
  context: Context,
  run: string,
  step: CommitStep,
  options: readonly string[],
  jsonOf: CommitStep,
): Promise<number> {
  if (step === jsonOf) return runOne(context, run, step, [...options, "--json"]);
  // Its result is for people: told, and not part of the document.
  return runOne({ ...context, print: (text) => context.note(text) }, run, step, options);
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
