import { createInterface } from "node:readline/promises";

import type { Context } from "../context";

/** Asks the person at the terminal; only `y` and `yes` are yes. */
export async function askYesNo(context: Context, question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await terminal.question(`${question} [y/N] `, { signal: context.signal });
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    terminal.close();
  }
}
