import { resolve } from "node:path";

import { EXIT } from "@tagform/outcome";
import {
  readRunFile,
  record,
  recordExecution,
  runDirectory,
  type RunFailure,
  SOURCE_MANIFEST,
} from "@tagform/steps";
import { findTools, isMissing } from "@tagform/toolchain";

import type { Register } from "../command";
import type { Context } from "../context";
import { actor } from "../delivery/actor";
import { destinationOf } from "../delivery/destination";
import { loadRun } from "../delivery/load-run";
import { endedExecution } from "../delivery/pipeline-environment";
import { stepContext } from "../delivery/step-context";
import { readEnvironment } from "../environments";
import { type StateOptions, stateOptions } from "../state-options";

interface RecordOptions extends StateOptions {
  readonly run: string;
  readonly execution?: true;
  readonly startedAt?: string;
  readonly failedStep?: string;
  readonly failedWith?: string;
  readonly json?: true;
}

export const registerRecord: Register = (program, context, run) => {
  const command = program
    .command("record")
    .description("write down for ever, beside the state, what a run did")
    .requiredOption("--run <dir>", "the run directory")
    .option("--execution", "in CodeBuild: record an execution of a pipeline that ended, however it did")
    .option("--started-at <time>", "when the run began, ISO 8601 (default: now)")
    .option("--failed-step <step>", "the step that ended the run")
    .option("--failed-with <exit-code>", "its exit code")
    .option("--json", "print the record");
  stateOptions(command).action(
    run(async (options: RecordOptions) => {
      const made = options.execution ? await ofExecution(context, options) : await ofRun(context, options);
      if (options.json) context.print(JSON.stringify(made, undefined, 2));
      return undefined;
    }),
  );
};

async function ofRun(context: Context, options: RecordOptions) {
  const folder = resolve(options.run);
  const { destination } = await loadRun(folder, options, context.env);
  const failure = failureOf(options);
  const request = {
    run: folder,
    destination,
    actor: actor(),
    startedAt: options.startedAt === undefined ? new Date() : new Date(options.startedAt),
    tools: await toolVersions(context),
    ...(failure === undefined ? {} : { failure }),
  };
  return record(request, stepContext(context));
}

/** The data of the cell need not be right: that may be why the execution failed. */
async function ofExecution(context: Context, options: RecordOptions) {
  const folder = resolve(options.run);
  const ended = endedExecution(context.env);
  const { cell } = await readRunFile(runDirectory(folder).sourceManifest, SOURCE_MANIFEST);
  const environment = await readEnvironment(cell.environment);
  const destination = destinationOf(environment, cell, options, context.env);
  return recordExecution({ run: folder, destination, ...ended }, stepContext(context));
}

function failureOf({ failedStep: step, failedWith = "1" }: RecordOptions): RunFailure | undefined {
  if (step === undefined) return undefined;
  const interrupted = failedWith === String(EXIT.interrupted);
  return { step, message: `tagform ${step} ended with exit code ${failedWith}`, interrupted };
}

/** What took part besides terraform, whose version the plan holds. */
async function toolVersions(context: Context): Promise<Record<string, string>> {
  const place = { root: stepContext(context).toolRoot, path: context.env["PATH"] ?? "" };
  const tools = await findTools(["git", "tflint", "checkov"], place);
  return Object.fromEntries(
    Object.values(tools).flatMap((tool) => (isMissing(tool) ? [] : [[tool.name, tool.version] as const])),
  );
}
