import { writeFile } from "node:fs/promises";

import { EXIT, UserError } from "@tagform/outcome";
import { type CellStatus, status } from "@tagform/steps";
import type { Environment } from "@tagform/workload-catalog";

import type { Register } from "../command";
import type { Context } from "../context";
import { type BehindOf, countBehind } from "../delivery/behind";
import { placedCells } from "../delivery/placed-cells";
import { ENDPOINT_OPTION, recordsCloud } from "../delivery/records-cloud";
import { cellMatcher, environmentsNamedBy } from "../select-cells";
import { type StateOptions, stateOptions } from "../state-options";
import { hasFailed, renderStatus, type StatusRow } from "../terminal/status-text";

interface StatusOptions extends StateOptions {
  readonly endpoint?: string;
  readonly html?: string;
  readonly json?: true;
}

export const registerStatus: Register = (program, context, run) => {
  const command = program
    .command("status")
    .description(
      "show what is deployed where, from the records of all runs; exit code 2 when the last run of a cell failed",
    )
    .argument("[cell|glob...]", "dev_us-east-1/research or 'dev_*'; all cells if there is none")
    .option("--html <file>", "also write one self-contained page")
    .option("--json", "print one JSON object")
    .option(...ENDPOINT_OPTION);
  stateOptions(command).action(
    run(async (selectors: string[], options: StatusOptions) => {
      const now = new Date();
      context.status.start("reads what is deployed");
      const rows = await readRows(context, selectors, options, now).finally(() => context.status.stop());
      if (options.html !== undefined) await writePage(context, options.html, rows, now);
      context.print(options.json ? renderJson(rows, now) : renderStatus(rows, context));
      return rows.some(hasFailed) ? EXIT.changes : EXIT.ok;
    }),
  );
};

async function readRows(
  context: Context,
  selectors: readonly string[],
  options: StatusOptions,
  now: Date,
): Promise<StatusRow[]> {
  const isShown = cellMatcher(selectors);
  const environments = await environmentsNamedBy(selectors);
  const cells = environments.flatMap((environment) => placedCells(environment, options, context.env));
  const found = await status({ cloud: await recordsCloud(options.endpoint), cells, isShown });
  if (found.length === 0) {
    throw new UserError(
      `${selectors.join(", ")} is neither a cell of the data nor one that has records: \`tagform list\` shows all`,
    );
  }
  const behindOf = await countBehind(context, environments, found);
  return found.map((cell) => ({ ...rowOf(cell, behindOf, now), retired: retiredIn(environments, cell) }));
}

function retiredIn(
  environments: readonly Environment[],
  { isInData, environment, scope, team }: CellStatus,
): string | null {
  const found = isInData ? environments.find(({ name }) => name === environment) : undefined;
  return found?.teams[team]?.scopes[scope]?.retired ?? null;
}

function rowOf(cell: CellStatus, behindOf: BehindOf, now: Date): Omit<StatusRow, "retired"> {
  const { deployed } = cell;
  return {
    ...cell,
    ageSeconds:
      deployed === null ? null : Math.max(0, Math.floor((now.getTime() - Date.parse(deployed.at)) / 1000)),
    commitsBehind: behindOf(cell),
  };
}

async function writePage(
  context: Context,
  file: string,
  rows: readonly StatusRow[],
  now: Date,
): Promise<void> {
  const { statusPage } = await import("../page/status-page");
  try {
    await writeFile(file, statusPage(rows, now));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UserError(`the page could not be written: ${reason}`, { cause });
  }
  context.note(`status: wrote ${file}`);
}

const renderJson = (cells: readonly StatusRow[], now: Date): string =>
  JSON.stringify({ at: now.toISOString(), cells }, undefined, 2);
