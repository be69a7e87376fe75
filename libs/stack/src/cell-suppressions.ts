import type { Cell } from "@tagform/deployment";
import type { Environment } from "@tagform/workload-catalog";
import { type Suppression, suppressionsIn } from "@tagform/workload-kind";
import { RootConstruct } from "constructs";

import { createCellStack } from "./create-cell-stack";
import { withoutStackTraces } from "./without-stack-traces";

/**
 * The findings of scanners that a cell's code accepts. The cell is constructed, and nothing is written.
 *
 * @throws UserError for data that cannot be built
 */
export async function cellSuppressions(environment: Environment, cell: Cell): Promise<Suppression[]> {
  withoutStackTraces();
  const { state } = environment;
  return suppressionsIn(await createCellStack(new RootConstruct(), { environment, cell, state }));
}
