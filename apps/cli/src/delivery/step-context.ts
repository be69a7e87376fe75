import type { StepContext } from "@tagform/steps";

import type { Context } from "../context";

/** Where set-up's tools are, for a program that runs in an exported tree, which has none of its own. */
export const TOOL_ROOT = "TAGFORM_TOOL_ROOT";

/** What a step needs of the outside world. Its progress goes to stderr, so that stdout holds results only. */
export function stepContext(context: Context): StepContext {
  const { root, env, signal, insist } = context;
  return {
    root,
    toolRoot: env[TOOL_ROOT] ?? root,
    env,
    report: (line) => context.note(line),
    signal,
    insist,
  };
}
