import { deployableCell } from "@tagform/config";
import { type Cell, stackName, stateLocation } from "@tagform/deployment";
import type { Destination } from "@tagform/steps";
import type { Environment } from "@tagform/workload-catalog";

import { resolveState, type StateOptions } from "../state-options";

/** Where a cell is deployed to, as its environment's data and the caller's options say. */
export function destinationOf(
  environment: Environment,
  cell: Cell,
  options: StateOptions,
  env: Readonly<Record<string, string>>,
): Destination {
  const { settings } = resolveState(environment, options, env);
  return {
    cell,
    accountId: deployableCell(environment, cell).accountId,
    stackName: stackName(cell),
    state: stateLocation(cell, settings),
  };
}
