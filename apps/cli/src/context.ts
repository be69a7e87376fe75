import pico from "picocolors";

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
  /** Results: what a script reads. */
  print(text: string): void;
  /** Progress and notes: what a person reads. */
  note(text: string): void;
  readonly colors: ReturnType<typeof pico.createColors>;
  /** Whether a person can be asked. */
  readonly isInteractive: boolean;
  /** Columns of the terminal; 100 where there is none. */
  readonly width: number;
  /** Aborted by the first Ctrl-C or SIGTERM. */
  readonly signal: AbortSignal;
}

interface Outside {
  readonly root: string;
  readonly process: NodeJS.Process;
}

export function createContext({ root, process }: Outside): Context {
  const env = definedOnly(process.env);
  return {
    root,
    env,
    print: (text) => void process.stdout.write(`${text}\n`),
    note: (text) => void process.stderr.write(`${text}\n`),
    colors: pico.createColors(wantsColor(env, process.stdout.isTTY)),
    isInteractive: process.stdin.isTTY && process.stderr.isTTY && env["CI"] === undefined,
    width: process.stdout.columns ?? 100,
    signal: interruptSignal(process),
  };
}

const definedOnly = (env: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(Object.entries(env).filter((pair): pair is [string, string] => pair[1] !== undefined));

/** https://no-color.org and https://force-color.org */
function wantsColor(env: Readonly<Record<string, string>>, isTerminal: boolean): boolean {
  if ((env["NO_COLOR"] ?? "") !== "") return false;
  return (env["FORCE_COLOR"] ?? "") !== "" || (isTerminal && env["TERM"] !== "dumb");
}

function interruptSignal(process: NodeJS.Process): AbortSignal {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) process.on(name, () => controller.abort(name));
  return controller.signal;
}
