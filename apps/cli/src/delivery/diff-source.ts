import { join } from "node:path";

import { resolveCell } from "@tagform/config";
import { type Cell, formatCell, INFRA_PLAN_ROLE, parseDeploymentTag } from "@tagform/deployment";
import { EXIT } from "@tagform/outcome";
import {
  type CellSession,
  type Destination,
  type ElementOrigin,
  elementOrigins,
  runDirectory,
  source,
} from "@tagform/steps";
import type { Environment } from "@tagform/workload-catalog";

import type { Context } from "../context";
import { loadEnvironmentOf } from "../environments";
import { isTag, readCell } from "../select-cells";
import { type StateOptions, stateWords } from "../state-options";
import { destinationOf } from "./destination";
import { sessionOf } from "./session";
import { stepContext } from "./step-context";
import { synthesizerOf } from "./synthesize";
import { runProgramOfCommit, synthesizeCommit } from "./synthesize-commit";

const LOCK_FILE = "libs/stack/terraform.lock.hcl";

/** Where the configuration of a diff comes from. */
export type DiffOrigin =
  | { readonly kind: "commit"; readonly tag: string; readonly commit: string }
  | { readonly kind: "working tree" };

/** A configuration to be looked at, in `<run>/synth`. */
export interface DiffSource {
  readonly from: DiffOrigin;
  readonly cell: Cell;
  readonly destination: Destination;
  readonly configuration: { readonly file: string; readonly sha256: string };
  readonly origins: readonly ElementOrigin[];
  readonly dependencyLock: string;
  readonly session: CellSession;
  /** `destroy` for a cell that its data retires. */
  readonly mode: "deploy" | "destroy";
}

export interface DiffSourceOptions extends StateOptions {
  /** Role in the cell's account. */
  readonly role?: string;
}

/**
 * Synthesizes what a tag (its commit, by the commit's own program) or a cell (the working tree) describes, as a delivery
 * of it would.
 *
 * @param cell of that commit or working tree; the one that `text` names by default
 */
export async function diffSource(
  context: Context,
  run: string,
  text: string,
  options: DiffSourceOptions,
  cell: Cell = readCell(text),
): Promise<DiffSource> {
  const environment = await loadEnvironmentOf(cell);
  const found = isTag(text)
    ? await fromCommit(context, run, { tag: text, cell }, environment, options)
    : await fromWorkingTree(context, run, cell, environment, options);
  const destination = destinationOf(environment, cell, options, context.env);
  return { cell, destination, session: lookingSession(cell, found.from, options), ...found };
}

type Found = Pick<DiffSource, "from" | "configuration" | "origins" | "dependencyLock" | "mode">;

const modeOf = (retired: unknown): DiffSource["mode"] => (typeof retired === "string" ? "destroy" : "deploy");

async function fromCommit(
  context: Context,
  run: string,
  { tag, cell }: { readonly tag: string; readonly cell: Cell },
  { releaseBranch }: Environment,
  options: DiffSourceOptions,
): Promise<Found> {
  const request = { run, repository: context.root, tag, releaseBranch };
  const { commit } = await source(request, stepContext(context));
  const { origins, ...configuration } = await synthesizeCommit(context, run, cell, stateWords(options));
  const dependencyLock = join(runDirectory(run).source, LOCK_FILE);
  const { version } = parseDeploymentTag(tag);
  const mode = modeOf(await retiredInCommit(context, run, `${formatCell(cell)}/${version}`));
  return { from: { kind: "commit", tag, commit }, configuration, origins, dependencyLock, mode };
}

/** What the commit's own data says; a commit of before knows no retired cells. */
async function retiredInCommit(context: Context, run: string, tag: string): Promise<unknown> {
  const { exitCode, stdout } = await runProgramOfCommit(context, run, ["explain", tag, "--json"]);
  return exitCode === EXIT.ok ? (JSON.parse(stdout) as { readonly retired?: unknown }).retired : undefined;
}

async function fromWorkingTree(
  context: Context,
  run: string,
  cell: Cell,
  environment: Environment,
  options: DiffSourceOptions,
): Promise<Found> {
  context.note(`diff: ${formatCell(cell)} of the working tree, which no tag has fixed`);
  const { synth } = runDirectory(run);
  const { file, sha256, elements } = await synthesizerOf(environment, cell, options, context.env)(synth);
  return {
    from: { kind: "working tree" },
    configuration: { file, sha256 },
    origins: elementOrigins(elements, context.root),
    dependencyLock: join(context.root, LOCK_FILE),
    mode: modeOf(resolveCell(environment, cell).retired),
  };
}

/** Git's name for no commit. */
const NO_COMMIT = "0".repeat(40);

/** Who looks, for CloudTrail. A role asks for all tags of a delivery, also of a look at what no tag has fixed. */
function lookingSession(
  cell: Cell,
  from: DiffOrigin,
  { role = INFRA_PLAN_ROLE }: DiffSourceOptions,
): CellSession {
  const { tag, commit } =
    from.kind === "commit" ? from : { tag: `${formatCell(cell)}/working-tree`, commit: NO_COMMIT };
  return sessionOf({ cell, tag, commit }, role);
}
