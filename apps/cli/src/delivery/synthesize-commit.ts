import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { type Cell, formatCell, stackName } from "@tagform/deployment";
import { EXIT, UserError } from "@tagform/outcome";
import { commitProgram, type ElementOrigin, runDirectory } from "@tagform/steps";
import { InterruptedError, run, type RunResult } from "@tagform/toolchain";

import type { Context } from "../context";
import { ORIGINS_FILE, type OriginsFile } from "./origins-file";
import { credentialFree } from "./step-process";

/** What the exported commit of a run synthesized. */
export interface SynthesizedCommit {
  readonly file: string;
  readonly sha256: string;
  /** None if the commit is older than the option that writes them. */
  readonly origins: readonly ElementOrigin[];
}

interface Manifest {
  readonly cells: readonly { readonly cell: string; readonly file: string; readonly sha256: string }[];
}

/**
 * Synthesizes a cell to `<run>/synth` by the program of the run's exported commit, as verify of a delivery does, without
 * credentials.
 *
 * @throws UserError with what that program said, if it fails
 */
export async function synthesizeCommit(
  context: Context,
  folder: string,
  cell: Cell,
  words: readonly string[],
): Promise<SynthesizedCommit> {
  const name = formatCell(cell);
  const { synth } = runDirectory(folder);
  const synthesize = (...more: readonly string[]): Promise<RunResult> =>
    runProgramOfCommit(context, folder, ["synth", name, "--out", synth, ...words, ...more]);
  const first = await synthesize("--origins");
  // A commit of before knows no such option.
  const result = first.exitCode === EXIT.ok ? first : await synthesize();
  if (result.exitCode !== EXIT.ok) {
    throw new UserError(`the tagged commit cannot synthesize ${name}:\n${result.stderr.trim()}`);
  }
  const { cells } = JSON.parse(await readFile(join(synth, "manifest.json"), "utf8")) as Manifest;
  const found = cells.find((entry) => entry.cell === name);
  if (found === undefined) throw new UserError(`the tagged commit synthesized no ${name}`);
  const file = found.file.slice(stackName(cell).length + 1);
  return { file, sha256: found.sha256, origins: first === result ? await readOrigins(synth, name) : [] };
}

/** Runs the exported commit's own `tagform` without credentials, to its end. */
export async function runProgramOfCommit(
  context: Context,
  folder: string,
  words: readonly string[],
): Promise<RunResult> {
  const { node, signal, insist } = context;
  const result = await run(node.path, [commitProgram(folder), ...words], {
    cwd: runDirectory(folder).source,
    env: credentialFree(context),
    ownGroup: true,
    signal,
    insist,
  });
  if (result.interrupted) throw new InterruptedError("interrupted while the commit's program ran");
  return result;
}

async function readOrigins(synth: string, cell: string): Promise<readonly ElementOrigin[]> {
  const origins = JSON.parse(await readFile(join(synth, ORIGINS_FILE), "utf8")) as OriginsFile;
  return origins[cell] ?? [];
}
