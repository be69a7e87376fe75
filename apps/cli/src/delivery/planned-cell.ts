import { existsSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";

import { type Cell, formatCell } from "@tagform/deployment";
import { UserError } from "@tagform/outcome";
import { type PlannedCell, readConfiguration, readPlan } from "@tagform/preflight";
import { readRunFile, runDirectory, SOURCE_MANIFEST } from "@tagform/steps";
import type { Environment } from "@tagform/workload-catalog";

import type { Context } from "../context";
import { loadEnvironmentOf } from "../environments";
import { readCell } from "../select-cells";
import type { StateOptions } from "../state-options";
import { withTemporaryRun } from "./look";
import { synthesizerOf } from "./synthesize";

/** A cell with what would be changed in it. */
export interface PlannedSubject {
  readonly cell: Cell;
  readonly environment: Environment;
  readonly planned: PlannedCell;
}

/**
 * What a plan, a run directory or a cell would change. A run directory whose plan is kept elsewhere, and a cell, are taken
 * from the configuration of this tree, as if nothing of it existed.
 *
 * @param text file with JSON of a plan, run directory, or `dev_us-east-1/research`
 * @param cellName of a plan file: the cell that it is of
 */
export async function plannedSubject(
  context: Context,
  text: string,
  cellName: string | undefined,
  options: StateOptions,
): Promise<PlannedSubject> {
  const path = resolve(text);
  if (!existsSync(path)) return ofCell(context, readCell(text), options);
  if (statSync(path).isDirectory()) return ofRun(context, path, options);
  if (cellName === undefined)
    throw new UserError(`${text} is a plan, and does not tell whose: name the cell with --cell <cell>`);
  const cell = readCell(cellName);
  const environment = await loadEnvironmentOf(cell);
  return { cell, environment, planned: readPlan(await readFile(path, "utf8")) };
}

async function ofRun(context: Context, path: string, options: StateOptions): Promise<PlannedSubject> {
  const { cell } = await readRunFile(runDirectory(path).sourceManifest, SOURCE_MANIFEST);
  const { planJson } = runDirectory(path);
  if (!existsSync(planJson)) return ofCell(context, cell, options);
  const environment = await loadEnvironmentOf(cell);
  return { cell, environment, planned: readPlan(await readFile(planJson, "utf8")) };
}

/** The configuration of a cell in this tree, read as a plan that makes all of it. */
export async function ofCell(context: Context, cell: Cell, options: StateOptions): Promise<PlannedSubject> {
  const environment = await loadEnvironmentOf(cell);
  const planned = await withTemporaryRun(context.root, async (folder) => {
    const { directory, file } = await synthesizerOf(environment, cell, options, context.env, "json")(folder);
    return readConfiguration(await readFile(join(directory, file), "utf8"));
  });
  if (planned.resources.length === 0) context.note(`${formatCell(cell)} has no resources`);
  return { cell, environment, planned };
}
