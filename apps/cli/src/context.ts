import pico from "picocolors";

import { StatusLine } from "./terminal/status-line";

/** What the launcher hands over. */
export interface Start {
  /** The checkout whose code runs. */
  readonly root: string;
  /** The words after `tagform`. */
  readonly arguments: readonly string[];
}

/** Everything of the outside world that a command may use. */
export interface Context {
  /** The checkout whose code runs: data, constructs and steps come from here. */
  readonly root: string;
  readonly env: Readonly<Record<string, string>>;
  /** The Node.js that runs this, for programs that it starts. */
  readonly node: { readonly version: string; readonly path: string };
  /** Results: what a script reads. */
  print(text: string): void;
  /** Progress and notes: what a person reads. */
  note(text: string): void;
  /** What runs right now, for a person who watches. */
  readonly status: Pick<StatusLine, "start" | "stop">;
  readonly colors: ReturnType<typeof pico.createColors>;
  /** Whether a person can be asked. */
  readonly isInteractive: boolean;
  /** Columns of the terminal; 100 where there is none. */
  readonly width: number;
  /** Aborted by the first Ctrl-C or SIGTERM. */
  readonly signal: AbortSignal;
  /** Aborted by the second one: the user does not want to wait for a good end. */
  readonly insist: AbortSignal;
}

interface Outside {
  readonly root: string;
  readonly process: NodeJS.Process;
  readonly variables: NodeJS.ProcessEnv;
}

export function createContext({ root, process, variables }: Outside): Context {
  const env = definedOnly(variables);
  const { stdout, stderr } = process;
  const isWatched = stderr.isTTY && env["CI"] === undefined && env["TERM"] !== "dumb";
  const status = new StatusLine(stderr, isWatched, stderr.isTTY ? stderr.columns : 0);
  return {
    root,
    env,
    node: { version: process.version, path: process.execPath },
    print: (text) => status.above(() => void stdout.write(`${text}\n`)),
    note: (text) => status.above(() => void stderr.write(`${text}\n`)),
    status,
    colors: pico.createColors(wantsColor(env, process.stdout.isTTY)),
    isInteractive: process.stdin.isTTY && process.stderr.isTTY && env["CI"] === undefined,
    width: process.stdout.isTTY ? process.stdout.columns : 100,
    ...interruptSignals(process),
  };
}

const definedOnly = (env: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(Object.entries(env).filter((pair): pair is [string, string] => pair[1] !== undefined));

/** https://no-color.org and https://force-color.org */
function wantsColor(env: Readonly<Record<string, string>>, isTerminal: boolean): boolean {
  if ((env["NO_COLOR"] ?? "") !== "") return false;
  return (env["FORCE_COLOR"] ?? "") !== "" || (isTerminal && env["TERM"] !== "dumb");
}

function interruptSignals(process: NodeJS.Process): Pick<Context, "signal" | "insist"> {
  const first = new AbortController();
  const second = new AbortController();
  const interrupt = (name: string): void => (first.signal.aborted ? second : first).abort(name);
  for (const name of ["SIGINT", "SIGTERM"] as const) process.on(name, () => interrupt(name));
  return { signal: first.signal, insist: second.signal };
}
