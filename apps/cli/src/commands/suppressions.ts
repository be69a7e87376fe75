import { isAbsolute, relative, sep } from "node:path";

import { deployableCellsOf } from "@tagform/config";
import { formatCell } from "@tagform/deployment";
import type { cellSuppressions } from "@tagform/stack";

import type { Register } from "../command";
import { loadEnvironments } from "../environments";
import { selectCells, type SelectedCell } from "../select-cells";

interface ListedSuppression {
  /** `dev_us-east-1/research`. */
  readonly cell: string;
  /** The scanner's rule. */
  readonly id: string;
  /** Terraform address of the resource. */
  readonly address: string;
  /** Path of its construct. */
  readonly path: string;
  /** Where the code accepts the finding, below the checkout: `libs/network/src/log-bucket.ts`. */
  readonly file: string | undefined;
  readonly line: number | undefined;
  readonly reason: string;
  /** Last day on which it is accepted, in UTC; null if it is accepted for good. */
  readonly until: string | null;
  /** That day has passed: verify fails. */
  readonly expired: boolean;
}

export const registerSuppressions: Register = (program, context, run) => {
  program
    .command("suppressions")
    .description("list the findings of scanners that the code accepts: where, why and until when")
    .argument("[cell|glob...]", "dev_us-east-1/research or 'dev_*'; all cells if there is none")
    .option("--json", "print one JSON array")
    .action(
      run(async (selectors: string[], options: { json?: true }) => {
        const cells = selectors.length === 0 ? await allCells() : await selectCells(selectors);
        const listed = await listSuppressions(cells, context.root);
        context.print(
          options.json ? JSON.stringify(listed, undefined, 2) : renderSuppressions(listed, cells.length),
        );
        return undefined;
      }),
    );
};

const allCells = async (): Promise<SelectedCell[]> =>
  (await loadEnvironments()).flatMap((environment) =>
    deployableCellsOf(environment).map((cell) => ({ cell, environment })),
  );

async function listSuppressions(cells: readonly SelectedCell[], root: string): Promise<ListedSuppression[]> {
  // Loaded here, so that commands that read only data never pay for cdktf.
  const stack = await import("@tagform/stack");
  const listed: ListedSuppression[] = [];
  for (const { cell, environment } of cells) {
    const name = formatCell(cell);
    const found = await stack.cellSuppressions(environment, cell);
    const place = { cell: name, root, now: new Date() };
    listed.push(...found.map((suppression) => listSuppression(suppression, place)));
  }
  return listed;
}

type Found = Awaited<ReturnType<typeof cellSuppressions>>[number];

/** What is listed about one accepted finding of a cell; `now` decides whether it has expired. */
export function listSuppression(
  { id, address, path, reason, until, site }: Found,
  { cell, root, now }: { readonly cell: string; readonly root: string; readonly now: Date },
): ListedSuppression {
  const { file, line } = site() ?? {};
  return {
    ...{ cell, id, address, path },
    file: file === undefined ? undefined : below(root, file),
    line,
    reason,
    until: until ?? null,
    expired: until !== undefined && until < now.toISOString().slice(0, 10),
  };
}

function below(root: string, file: string): string {
  const path = relative(root, file);
  return path.startsWith("..") || isAbsolute(path) ? file : path.split(sep).join("/");
}

/** The list for people: a block per cell that accepts any, and the total. */
export function renderSuppressions(listed: readonly ListedSuppression[], cells: number): string {
  const names = [...new Set(listed.map(({ cell }) => cell))];
  const blocks = names.map((name) =>
    [name, ...listed.filter(({ cell }) => cell === name).map(renderOne)].join("\n"),
  );
  const ended = listed.filter(({ expired }) => expired).length;
  const total = `accepted findings: ${listed.length} (${ended} expired), in ${cells} of the working tree's cells`;
  return [...blocks, total].join("\n\n");
}

function renderOne({ id, address, path, file, line, reason, until, expired }: ListedSuppression): string {
  const place = file === undefined ? "" : `  ${file}:${line ?? ""}`;
  const end = until === null ? "" : `  ${expired ? "EXPIRED" : "until"} ${until}`;
  return `  ${id}  ${address}${place}${end}\n    ${path}: ${reason}`;
}
