import { cellsOf, resolveCell } from "@tagform/config";
import { type Cell, formatCell } from "@tagform/deployment";
import { RefusedError } from "@tagform/outcome";
import type { Environment } from "@tagform/workload-catalog";

import { loadEnvironment } from "../environments";
import { selectCells, type SelectedCell } from "../select-cells";

/** A cell that is made before there can be deliveries, and whether its own state lies in what it makes. */
export interface BootstrapCell extends SelectedCell {
  readonly keepsOwnState: boolean;
}

/**
 * The cells of tooling that come before all others, in their order: the roles as which everything else is deployed into its
 * account, with the boundary that every role must have, then the bucket of its states, to which the first one's state
 * follows. With selectors, the cells that they name, which must be such ones.
 *
 * @throws RefusedError that names what is delivered by tag
 */
export async function bootstrapCells(selectors: readonly string[]): Promise<BootstrapCell[]> {
  const selected = selectors.length === 0 ? await cellsOfTooling() : await selectCells(selectors);
  const judged = selected.map((one) => ({ ...one, use: useOf(one) }));
  const others = judged.filter(({ use }) => use === undefined).map(({ cell }) => formatCell(cell));
  if (selectors.length > 0 && others.length > 0) {
    throw new RefusedError(
      `${others.join(", ")} is delivered by tag: bootstrap makes only what deliveries need before there can be any, ` +
        "the storage of tooling's own states and the roles of an account (kind account-roles)",
    );
  }
  const made = judged.flatMap(({ cell, environment, use }) =>
    use === undefined ? [] : [{ cell, environment, keepsOwnState: use === "own state" }],
  );
  return made.sort((a, b) => Number(a.keepsOwnState) - Number(b.keepsOwnState));
}

/** Those in the account that keeps its states: roles of other accounts are made there, by who administers them. */
async function cellsOfTooling(): Promise<SelectedCell[]> {
  const environment = await loadEnvironment("tooling");
  const all = cellsOf(environment).map((cell) => ({ cell, environment }));
  const accountOf = ({ cell }: SelectedCell): string => resolveCell(environment, cell).accountId;
  const keeper = all.find((one) => useOf(one) === "own state");
  return keeper === undefined ? all : all.filter((one) => accountOf(one) === accountOf(keeper));
}

function useOf({
  cell,
  environment,
}: {
  cell: Cell;
  environment: Environment;
}): "own state" | "roles" | undefined {
  const workloads = Object.values(resolveCell(environment, cell).workloads);
  const [first, ...others] = workloads;
  if (first === undefined || others.length > 0) return undefined;
  if (first.kind === "account-roles") return "roles";
  return first.kind === "state-storage" && first.environment === cell.environment ? "own state" : undefined;
}
