import { runDirectory } from "@tagform/steps";
import { shellWords } from "@tagform/toolchain";

import { type EmbeddedAws } from "../embedded/embedded-aws";

/** An embedded AWS that outlives its rehearsal. */
export interface KeptEmbeddedAws {
  readonly endpoint: string;
  readonly pid: number;
  readonly environment: Readonly<Record<string, string>>;
  /** Lines for people: how to use it, and how to stop it. Commands are indented. */
  readonly instructions: readonly string[];
}

/** How to use a kept embedded AWS from a POSIX shell. `run` is the directory of a run on it. */
export function describeKept(
  { endpoint, environment, pid = 0, log = "" }: EmbeddedAws,
  run: string | undefined,
): KeptEmbeddedAws {
  const exports = Object.entries(environment).map(
    ([name, value]) => `  export ${shellWords([`${name}=${value}`])}`,
  );
  const terraform = run === undefined ? [] : lookAtState(runDirectory(run).work);
  const instructions = [
    `the embedded AWS stays at ${endpoint} (process ${pid}, log ${log}); in a shell of its own:`,
    "  unset AWS_PROFILE AWS_SESSION_TOKEN",
    ...exports,
    ...terraform,
    "deploy the next version to it:",
    `  tagform rehearse <tag> --endpoint ${endpoint}`,
    "stop it, and forget everything in it:",
    `  kill ${pid}`,
  ];
  return { endpoint, pid, environment, instructions };
}

function lookAtState(work: string): string[] {
  return [
    "look at the state of the last tag:",
    `  ${shellWords(["terraform", `-chdir=${work}`, "state", "list"])}`,
    `  ${shellWords(["terraform", `-chdir=${work}`, "output"])}`,
  ];
}
