import { createContext, type Start } from "./context";
import { runProgram } from "./program";

/** The `tagform` command: the one place that reads the process's environment and terminal. */
export async function main({ root, arguments: words }: Start): Promise<number> {
  const context = createContext({ root, process, variables: process.env });
  return runProgram(context, words);
}
