import type { Command } from "commander";

import type { Context } from "./context";

/** What a command's action ends with; nothing means success. */
export type Outcome = number | undefined;

/** Adds one command to the program. `run` wraps its action so that the exit code reaches the shell. */
export type Register = (program: Command, context: Context, run: Runner) => void;
export type Runner = <A extends unknown[]>(
  action: (...words: A) => Outcome | Promise<Outcome>,
) => (...words: A) => Promise<void>;
