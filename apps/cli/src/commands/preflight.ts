import { resolve } from "node:path";

import { formatCell, INFRA_PLAN_ROLE } from "@tagform/deployment";
import { EXIT, UserError } from "@tagform/outcome";
import { readCloud, runDirectory } from "@tagform/steps";

import type { Register } from "../command";
import type { Context } from "../context";
import { destinationOf } from "../delivery/destination";
import { loadRun } from "../delivery/load-run";
import type { PreflightQuestion } from "../delivery/preflight-subject";
import { ENDPOINT_OPTION, recordsCloud } from "../delivery/records-cloud";
import { sessionOf } from "../delivery/session";
import { loadEnvironmentOf } from "../environments";
import { readCell } from "../select-cells";
import { type StateOptions, stateOptions } from "../state-options";
import { renderPreflight } from "../terminal/preflight-text";

interface PreflightOptions extends StateOptions {
  readonly run?: string;
  readonly role?: string;
  readonly endpoint?: string;
  readonly json?: true;
}

export const registerPreflight: Register = (program, context, run) => {
  const command = program
    .command("preflight")
    .description("ask, before a plan, what would stop it or its apply; exit code 2 when something would")
    .argument("[cell]", "dev_us-east-1/research, of the working tree")
    .option("--run <dir>", "the cell and the cloud of this run directory")
    .option("--role <name>", `role in the cell's account that looks (default: ${INFRA_PLAN_ROLE})`)
    .option(...ENDPOINT_OPTION)
    .option("--json", "print one JSON object")
    .addHelpText("after", HELP);
  stateOptions(command).action(
    run(async (text: string | undefined, options: PreflightOptions) => {
      const question = await questionOf(context, text, options);
      // Loaded here, as by plan.
      const { askPreflight } = await import("../delivery/assert-preflight");
      const report = await askPreflight(context, question, options);
      const cell = formatCell(question.cell);
      context.print(
        options.json
          ? JSON.stringify({ cell, ...report }, undefined, 2)
          : renderPreflight(cell, report, context),
      );
      return report.answer === "fails" ? EXIT.changes : EXIT.ok;
    }),
  );
};

const HELP = `
Nothing is changed, and no lock is taken. Each check passes, fails or is unknown, with what to do; only what fails sets the
exit code. \`tagform plan\` asks the same first. docs/reference/preflight.md says what is asked, and how.`;

/** Git's name for no commit. */
const NO_COMMIT = "0".repeat(40);

async function questionOf(
  context: Context,
  text: string | undefined,
  options: PreflightOptions,
): Promise<PreflightQuestion> {
  const { role = INFRA_PLAN_ROLE } = options;
  if ((text === undefined) === (options.run === undefined))
    throw new UserError("give a cell or --run <dir>, one of them");
  if (options.run !== undefined) {
    const loaded = await loadRun(resolve(options.run), options, context.env);
    const cloud = await readCloud(runDirectory(loaded.run));
    return {
      ...loaded,
      cloud,
      session: sessionOf(loaded.manifest, role),
      mode: loaded.isRetired ? "destroy" : "deploy",
    };
  }
  const cell = readCell(text ?? "");
  const environment = await loadEnvironmentOf(cell);
  const destination = destinationOf(environment, cell, options, context.env);
  const subject = { cell, tag: `${formatCell(cell)}/working-tree`, commit: NO_COMMIT };
  return {
    cell,
    environment,
    destination,
    cloud: await recordsCloud(options.endpoint),
    session: sessionOf(subject, role),
  };
}
