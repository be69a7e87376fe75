import { cellsOf, deployableCell, isDeployable, resolveCell } from "@tagform/config";
import { type Cell, formatCell, isEnvironmentName, parseCell, parseDeploymentTag } from "@tagform/deployment";
import { UserError } from "@tagform/outcome";
import type { Environment } from "@tagform/workload-catalog";
import picomatch from "picomatch";

import { loadEnvironment, loadEnvironmentOf, loadEnvironments } from "./environments";

/** A cell with the environment that describes it. */
export interface SelectedCell {
  readonly cell: Cell;
  readonly environment: Environment;
}

/**
 * The cells that tags (`dev_us-east-1/research/1.0`), cells (`dev_us-east-1/research`) and globs (`dev_*`, where a
 * star also crosses the slash) name, each once, in the order of the selectors. A glob passes by cells whose account is not
 * vended yet.
 */
export async function selectCells(selectors: readonly string[]): Promise<SelectedCell[]> {
  const selected = new Map<string, SelectedCell>();
  for (const selector of selectors) {
    for (const found of isGlob(selector) ? await matching(selector) : [await named(selector)]) {
      selected.set(formatCell(found.cell), found);
    }
  }
  return [...selected.values()];
}

/**
 * Whether a cell's name is selected, also that of a cell which the data does not have any more.
 *
 * @param selectors as of {@link selectCells}; none selects every cell
 * @throws UserError if one is neither a glob nor a valid cell or tag
 */
export function cellMatcher(selectors: readonly string[]): (cell: string) => boolean {
  if (selectors.length === 0) return () => true;
  const matchers = selectors.map((selector) => {
    if (isGlob(selector)) return picomatch(selector, { bash: true });
    const name = formatCell(readCell(selector));
    return (cell: string): boolean => cell === name;
  });
  return (cell) => matchers.some((isMatch) => isMatch(cell));
}

/** The environments that selectors may name cells of, whole; all of them when there is no selector. */
export async function environmentsNamedBy(selectors: readonly string[]): Promise<Environment[]> {
  if (selectors.length === 0) return loadEnvironments();
  const found = new Map<string, Environment>();
  for (const selector of selectors) {
    for (const environment of await loadNamedBy(selector)) found.set(environment.name, environment);
  }
  return [...found.values()];
}

/** Whether a selector is a tag, which names a commit, rather than a cell or a glob. */
export const isTag = (selector: string): boolean => !isGlob(selector) && selector.split("/").length > 2;

const isGlob = (selector: string): boolean => /[*?{[(!]/.test(selector);

async function matching(glob: string): Promise<SelectedCell[]> {
  const isMatch = picomatch(glob, { bash: true });
  const environments = await loadNamedBy(glob);
  const all = environments.flatMap((environment) =>
    cellsOf(environment).map((cell) => ({ cell, environment })),
  );
  const found = all.filter(({ cell }) => isMatch(formatCell(cell)));
  const deployable = found.filter(({ cell, environment }) => isDeployable(environment, cell));
  if (deployable.length > 0) return deployable;
  for (const { cell, environment } of found) deployableCell(environment, cell);
  throw new UserError(
    `no cell matches ${JSON.stringify(glob)}: \`tagform list\` shows all ${all.length} cells`,
  );
}

/** `dev_*` needs no other environment's data than dev's. */
async function loadNamedBy(glob: string): Promise<Environment[]> {
  const [prefix = ""] = glob.split("_");
  return isEnvironmentName(prefix) ? [await loadEnvironment(prefix)] : loadEnvironments();
}

async function named(text: string): Promise<SelectedCell> {
  const cell = readCell(text);
  const environment = await loadEnvironmentOf(cell);
  resolveCell(environment, cell);
  return { cell, environment };
}

/** A tag is a cell and a version; commands that read the working tree need only the cell. */
export function readCell(text: string): Cell {
  return isTag(text) ? parseDeploymentTag(text).cell : parseCell(text);
}
