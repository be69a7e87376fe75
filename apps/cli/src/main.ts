import { createContext, type Start } from "./context";
import { runProgram } from "./program";

/** The `tagform` command: the one place that reads the process's environment and terminal. */
export async function main({ root, arguments: words }: Start): Promise<number> {
  // The AWS SDK announces the end of its support for Node.js 20 on every start.
  process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";
  const context = createContext({ root, process, variables: process.env });
  return runProgram(context, words);
}
