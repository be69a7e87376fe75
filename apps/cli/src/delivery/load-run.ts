import { resolveCell } from "@tagform/config";
import type { Cell } from "@tagform/deployment";
import {
  type Destination,
  readRunFile,
  runDirectory,
  SOURCE_MANIFEST,
  type SourceManifest,
} from "@tagform/steps";
import type { Environment } from "@tagform/workload-catalog";

import { loadEnvironmentOf } from "../environments";
import type { StateOptions } from "../state-options";
import { destinationOf } from "./destination";

/** A run directory with what its tagged commit says about the cell; this process is that commit's program. */
export interface LoadedRun {
  readonly run: string;
  readonly cell: Cell;
  readonly manifest: SourceManifest;
  readonly environment: Environment;
  readonly destination: Destination;
  /** Whether the run destroys the cell, because its data retires it. */
  readonly isRetired: boolean;
}

export async function loadRun(
  run: string,
  options: StateOptions,
  env: Readonly<Record<string, string>>,
): Promise<LoadedRun> {
  const manifest = await readRunFile(runDirectory(run).sourceManifest, SOURCE_MANIFEST);
  const { cell } = manifest;
  const environment = await loadEnvironmentOf(cell);
  const isRetired = resolveCell(environment, cell).retired !== undefined;
  const destination = destinationOf(environment, cell, options, env);
  return { run, cell, manifest, environment, destination, isRetired };
}
