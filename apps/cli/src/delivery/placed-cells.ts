import { cellsOf } from "@tagform/config";
import { type Cell, type StateLocation, stateLocation } from "@tagform/deployment";
import type { Environment } from "@tagform/workload-catalog";

import type { Context } from "../context";
import { resolveState, type StateOptions } from "../state-options";

/** The cells of an environment, with where the state of each lies. */
export function placedCells(
  environment: Environment,
  options: StateOptions,
  env: Context["env"],
): { readonly cell: Cell; readonly state: StateLocation }[] {
  const { settings } = resolveState(environment, options, env);
  return cellsOf(environment).map((cell) => ({ cell, state: stateLocation(cell, settings) }));
}
