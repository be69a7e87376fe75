import type { Command, Option } from "commander";

import { FILES } from "./scripts";

/** One proposal for the word at the cursor. */
export interface Candidate {
  readonly value: string;
  readonly description: string;
}

/** Where proposals come from that only the checkout knows. They may fail: then there are none. */
export interface Sources {
  cells(): Promise<readonly Candidate[]>;
  /** Deployment tags of the repository, newest first. */
  tags(): Promise<readonly Candidate[]>;
  readonly regions: readonly Candidate[];
}

/** What `tagform complete` prints: candidates, each once, and whether names of files fit as well. */
export interface Completion {
  readonly candidates: readonly Candidate[];
  readonly files: boolean;
}

const NOTHING: Completion = { candidates: [], files: false };

/** `words` are those after `tagform` up to the cursor; the last one, which may be empty, is completed. */
export async function complete(
  program: Command,
  words: readonly string[],
  sources: Sources,
): Promise<Completion> {
  const current = words.at(-1) ?? "";
  const line = readLine(program, words.slice(0, -1));
  const { candidates, files } = await proposals(line, current, sources);
  const fitting = candidates.filter(({ value }) => value.startsWith(current));
  const unique = new Map(fitting.map((candidate) => [candidate.value, candidate]));
  return { candidates: [...unique.values()], files };
}

/** The lines that the shells' scripts read. */
export function completionLines({ candidates, files }: Completion): string[] {
  const lines = candidates.map(({ value, description }) => `${value}\t${description.split("\n")[0] ?? ""}`);
  return files ? [...lines, FILES] : lines;
}

/** What the words before the cursor say about the one at it. */
interface Line {
  readonly command: Command;
  /** Whether the next word is a command: of the program, or one of `lock`. */
  readonly isProgram: boolean;
  readonly positionals: number;
  /** The option whose value comes next. */
  readonly awaiting: Option | undefined;
  readonly onlyArguments: boolean;
}

function readLine(program: Command, words: readonly string[]): Line {
  let line: Line = {
    command: program,
    isProgram: true,
    positionals: 0,
    awaiting: undefined,
    onlyArguments: false,
  };
  for (const word of words) line = next(line, word);
  return line;
}

function next(line: Line, word: string): Line {
  const { command, awaiting } = line;
  if (line.onlyArguments) return { ...line, positionals: line.positionals + 1 };
  if (word === "--") return { ...line, awaiting: undefined, onlyArguments: true };
  if (word.startsWith("-")) {
    const option = command.options.find(({ long, short }) => word === long || word === short);
    return { ...line, awaiting: option?.required === true || option?.optional === true ? option : undefined };
  }
  // The next word may be one more value, or an option.
  if (awaiting !== undefined) return awaiting.variadic ? line : { ...line, awaiting: undefined };
  if (!line.isProgram) return { ...line, positionals: line.positionals + 1 };
  const found = command.commands.find((one) => one.name() === word);
  return found === undefined
    ? { ...line, positionals: 1 }
    : { ...line, command: found, isProgram: found.commands.length > 0 };
}

async function proposals(line: Line, current: string, sources: Sources): Promise<Completion> {
  const { command, awaiting, isProgram, positionals, onlyArguments } = line;
  if (current.startsWith("-") && !onlyArguments) return { candidates: optionsOf(command), files: false };
  if (awaiting !== undefined) return valuesOf(awaiting, sources);
  if (isProgram) return positionals === 0 ? { candidates: commandsOf(command), files: false } : NOTHING;
  const known = command.registeredArguments;
  const argument = known[positionals] ?? (known.at(-1)?.variadic === true ? known.at(-1) : undefined);
  if (argument === undefined) return NOTHING;
  const choices = (argument.argChoices ?? []).map((value) => ({ value, description: "" }));
  const kinds = argument.name().split("|");
  return {
    candidates: [...choices, ...(await named(kinds, sources))],
    files: kinds.some((kind) => kind.startsWith("file")),
  };
}

/** The words in angle brackets say what is expected: `<tag|cell|glob...>`. */
async function named(kinds: readonly string[], sources: Sources): Promise<Candidate[]> {
  const cells = kinds.includes("cell") ? await sources.cells().catch(() => []) : [];
  const tags = kinds.includes("tag") ? await sources.tags().catch(() => []) : [];
  return [...cells, ...tags];
}

async function valuesOf({ flags, argChoices }: Option, sources: Sources): Promise<Completion> {
  if (argChoices !== undefined) {
    return { candidates: argChoices.map((value) => ({ value, description: "" })), files: false };
  }
  const kind = /[<[]([a-z-]+)/.exec(flags)?.[1] ?? "";
  if (kind === "region") return { candidates: sources.regions, files: false };
  if (kind === "source") return { candidates: PROVIDER_SOURCES, files: true };
  return { candidates: await named([kind], sources), files: kind === "dir" || kind === "file" };
}

const PROVIDER_SOURCES: readonly Candidate[] = [
  { value: "registry", description: "the Terraform registry" },
  { value: "rehearsal", description: "the rehearsal provider, which is not AWS" },
];

function commandsOf(program: Command): Candidate[] {
  return program
    .createHelp()
    .visibleCommands(program)
    .map((command) => ({ value: command.name(), description: command.description() }));
}

function optionsOf(command: Command): Candidate[] {
  return command
    .createHelp()
    .visibleOptions(command)
    .flatMap(({ long, description }) => (long == null ? [] : [{ value: long, description }]));
}
