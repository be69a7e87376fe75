import { resolve } from "node:path";

import { EXIT } from "@tagform/outcome";
import { record, type RunFailure } from "@tagform/steps";
import { findTools, isMissing } from "@tagform/toolchain";

import type { Register } from "../command";
import { actor } from "../delivery/actor";
import { loadRun } from "../delivery/load-run";
import { stepContext } from "../delivery/step-context";
import { type StateOptions, stateOptions } from "../state-options";

interface RecordOptions extends StateOptions {
  readonly run: string;
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
    .option("--started-at <time>", "when the run began, ISO 8601 (default: now)")
    .option("--failed-step <step>", "the step that ended the run")
    .option("--failed-with <exit-code>", "its exit code")
    .option("--json", "print the record");
  stateOptions(command).action(
    run(async (options: RecordOptions) => {
      const folder = resolve(options.run);
      const { destination } = await loadRun(folder, options, context.env);
      const failure = failureOf(options);
      const request = {
        run: folder,
        destination,
        actor: actor(),
        startedAt: options.startedAt === undefined ? new Date() : new Date(options.startedAt),
        tools: await toolVersions(stepContext(context).toolRoot, context.env["PATH"] ?? ""),
        ...(failure === undefined ? {} : { failure }),
      };
      const made = await record(request, stepContext(context));
      if (options.json) context.print(JSON.stringify(made, undefined, 2));
      return undefined;
    }),
  );
};

function failureOf({ failedStep: step, failedWith = "1" }: RecordOptions): RunFailure | undefined {
  if (step === undefined) return undefined;
  const interrupted = failedWith === String(EXIT.interrupted);
  return { step, message: `tagform ${step} ended with exit code ${failedWith}`, interrupted };
}

/** What took part besides terraform, whose version the plan holds. */
async function toolVersions(root: string, path: string): Promise<Record<string, string>> {
  const tools = await findTools(["git", "tflint", "checkov"], { root, path });
  return Object.fromEntries(
    Object.values(tools).flatMap((tool) => (isMissing(tool) ? [] : [[tool.name, tool.version] as const])),
  );
}
