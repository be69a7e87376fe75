import { EXIT } from "@tagform/outcome";
import type { Command } from "commander";

import type { Runner } from "../command";
import type { Context } from "../context";
import { type StateOptions, stateOptions } from "../state-options";
import { renderGuardrails } from "../terminal/guardrails-text";

interface CheckOptions extends StateOptions {
  readonly cell?: string;
  readonly json?: true;
}

/** Adds `check` to `tagform guardrails`. */
export function registerGuardrailsCheck(guardrails: Command, context: Context, run: Runner): void {
  const command = guardrails
    .command("check")
    .description(
      "say which changes AWS would deny by policies of the organization or of the role; exit code 2 then",
    )
    .argument(
      "<plan|run|cell>",
      "JSON of a plan (terraform show -json), run directory, or dev_us-east-1/research",
    )
    .option("--cell <cell>", "the cell that a plan is of")
    .option("--json", "print one JSON object")
    .addHelpText("after", HELP);
  stateOptions(command).action(
    run(async (text: string, options: CheckOptions) => {
      // Loaded here, so that commands that judge nothing do not pay for what it knows of AWS.
      const { judgedChanges } = await import("../delivery/judged-changes");
      const { subject, report } = await judgedChanges(context, text, options.cell, options);
      context.print(
        options.json
          ? JSON.stringify({ ...subject, ...report }, undefined, 2)
          : renderGuardrails(report, subject, context),
      );
      return report.answer === "denied" ? EXIT.changes : EXIT.ok;
    }),
  );
}

const HELP = `
Asked are service and resource control policies of the account's units, the boundary and the policies of InfraBuildRole.
Unknown is what depends on something that only the request itself has, and types that docs/reference/preflight.md does not
list. A cell is read from the working tree, as if nothing of it existed.`;
