import { EXIT, UserError } from "@tagform/outcome";
import { Command, CommanderError } from "commander";

import type { Outcome, Runner } from "./command";
import { COMMANDS } from "./commands";
import type { Context } from "./context";

/** Parses the words, runs the command, and returns the exit code. Never throws, never exits. */
export async function runProgram(context: Context, words: readonly string[]): Promise<number> {
  let outcome: Outcome;
  const run: Runner =
    (action) =>
    async (...args) => {
      outcome = await action(...args);
    };
  try {
    await createProgram(context, run).parseAsync(words, { from: "user" });
    return context.signal.aborted ? EXIT.interrupted : (outcome ?? EXIT.ok);
  } catch (error) {
    return exitCodeOf(error, context);
  }
}

function createProgram(context: Context, run: Runner): Command {
  const program = new Command("tagform")
    .description(
      "Deploy AWS infrastructure with Terraform from git tags: <environment>_<scope>/<team>/<version>",
    )
    .exitOverride()
    .configureOutput({
      writeOut: (text) => context.print(text.trimEnd()),
      writeErr: (text) => context.note(text.trimEnd()),
    })
    .configureHelp({ helpWidth: Math.min(context.width, 100), sortSubcommands: false })
    .showHelpAfterError("(see `tagform --help`)")
    .addHelpText("after", EXIT_CODES);
  for (const register of COMMANDS) register(program, context, run);
  return program;
}

const EXIT_CODES = `
Exit codes: 0 success or nothing to do, 1 error, 2 changes or findings, 3 refused, 4 lock held, 130 interrupted
One line of setup per machine: \`npm run demo\` installs what is missing. \`tagform doctor\` shows what was found.`;

function exitCodeOf(error: unknown, context: Context): number {
  // Commander has printed the help, the version or the usage error by now.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.error;
  if (context.signal.aborted) {
    context.note(context.colors.yellow("tagform: interrupted"));
    return EXIT.interrupted;
  }
  if (error instanceof UserError) {
    context.note(`${context.colors.red("tagform:")} ${error.message}`);
    return error.exitCode;
  }
  context.note(
    `${context.colors.red("tagform: this is a defect of tagform itself, please report it:")}\n${stackOf(error)}`,
  );
  return EXIT.error;
}

const stackOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);
