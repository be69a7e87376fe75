import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { InterruptedError, run } from "@tagform/toolchain";

import { buildScript } from "./build-script";
import { type Buildspec } from "./buildspec";

export interface SessionRequest {
  readonly buildspec: Buildspec;
  /** Folder for the session's own files. Absolute. */
  readonly directory: string;
  /** Where the commands start: the primary source. */
  readonly workingDirectory: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly onLine: (line: string) => void;
  readonly signal: AbortSignal;
}

export interface SessionResult {
  /** Undefined if all phases succeeded: else which command of which phase failed, and how. */
  readonly failure: string | undefined;
  /** Variables of the environment at the end. */
  readonly variables: Readonly<Record<string, string>>;
}

/** Runs the commands of a buildspec in one shell. @throws InterruptedError on abort */
export async function runSession(request: SessionRequest): Promise<SessionResult> {
  const { buildspec, directory, workingDirectory, environment, onLine, signal } = request;
  const files = {
    journal: join(directory, "journal"),
    variables: join(directory, "variables"),
    commands: join(directory, "commands"),
  };
  const { text, commands } = buildScript(buildspec, files);
  await mkdir(files.commands, { recursive: true });
  await writeFile(files.journal, "");
  await writeFile(join(directory, "build.sh"), text);
  for (const [name, command] of commands) await writeFile(join(files.commands, name), command);
  const { exitCode, interrupted } = await run(buildspec.shell, [join(directory, "build.sh")], {
    cwd: workingDirectory,
    env: environment,
    ownGroup: true,
    onLine,
    signal,
  });
  if (interrupted) throw new InterruptedError("interrupted in a build");
  const failure = failureOf(await readFile(files.journal, "utf8"), commands);
  const unexplained = exitCode === 0 ? undefined : `the shell ended with exit code ${exitCode}`;
  return { failure: failure ?? unexplained, variables: await readVariables(files.variables) };
}

/** The first command that failed, or that ended the shell. */
function failureOf(journal: string, commands: ReadonlyMap<string, string>): string | undefined {
  const lines = journal.split("\n").map((line) => line.split(" "));
  const ended = new Map(
    lines.filter(([word]) => word === "end").map(([, , number, code]) => [number, code] as const),
  );
  for (const [word, phase, number] of lines) {
    if (word !== "begin" || ended.get(number) === "0") continue;
    const code = ended.get(number);
    const how = code === undefined ? "ended the shell" : `failed with exit code ${code}`;
    const text = commands.get(`${number ?? ""}.sh`)?.trim() ?? "";
    return `${phase ?? ""}: command "${text}" ${how}`;
  }
  return undefined;
}

async function readVariables(file: string): Promise<Record<string, string>> {
  const text = await readFile(file, "utf8").catch(() => "");
  const pairs = text.split("\0").filter((each) => each.includes("="));
  return Object.fromEntries(
    pairs.map((each) => [each.slice(0, each.indexOf("=")), each.slice(each.indexOf("=") + 1)]),
  );
}
