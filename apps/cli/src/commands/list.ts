import { cellsOf, resolveCell } from "@tagform/config";
import { formatCell } from "@tagform/deployment";
import type { Environment } from "@tagform/workload-catalog";

import type { Register } from "../command";
import { loadEnvironments } from "../environments";
import { table } from "../terminal/table";

interface ListedCell {
  /** `dev_us-east-1/research`: a deployment tag without its version. */
  readonly cell: string;
  readonly environment: string;
  readonly scope: string;
  readonly team: string;
  readonly accountId: string;
  /** Names of the workloads with their kinds. */
  readonly workloads: Readonly<Record<string, string>>;
  /** Why the next delivery destroys it; null where it deploys it. */
  readonly retired: string | null;
}

export const registerList: Register = (program, context, run) => {
  program
    .command("list")
    .description("list the cells that the working tree describes: account and workloads of each")
    .option("--json", "print one JSON array")
    .action(
      run(async (options: { json?: true }) => {
        const cells = (await loadEnvironments()).flatMap(listCells);
        context.print(options.json ? JSON.stringify(cells, undefined, 2) : render(cells, context.width));
        return undefined;
      }),
    );
};

function listCells(environment: Environment): ListedCell[] {
  return cellsOf(environment).map((cell) => {
    const { accountId, workloads, retired = null } = resolveCell(environment, cell);
    const kinds = Object.entries(workloads).map(([name, { kind }]) => [name, kind] as const);
    return { cell: formatCell(cell), ...cell, accountId, workloads: Object.fromEntries(kinds), retired };
  });
}

function render(cells: readonly ListedCell[], width: number): string {
  const rows = cells.map(({ cell, accountId, workloads, retired }) => [
    cell,
    accountId,
    Object.entries(workloads)
      .map(([name, kind]) => (name === kind ? name : `${name} (${kind})`))
      .join(", ") + (retired === null ? "" : `; retired: ${retired}`),
  ]);
  const total = `${cells.length} cells of the working tree; a tag is <cell>/<version>`;
  return `${table(["CELL", "ACCOUNT", "WORKLOADS"], rows, width)}\n\n${total}`;
}
