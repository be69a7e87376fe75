import { type Cell, formatCell, stateLocation } from "@tagform/deployment";
import { history, type PastRecord } from "@tagform/steps";
import { InvalidArgumentError } from "commander";

import type { Register } from "../command";
import { ENDPOINT_OPTION, recordsCloud } from "../delivery/records-cloud";
import { loadEnvironment } from "../environments";
import { readCell } from "../select-cells";
import { resolveState, type StateOptions, stateOptions } from "../state-options";
import { renderHistory } from "../terminal/history-text";

interface HistoryOptions extends StateOptions {
  readonly limit: number;
  readonly endpoint?: string;
  readonly json?: true;
}

const DEFAULT_LIMIT = 20;

export const registerHistory: Register = (program, context, run) => {
  const command = program
    .command("history")
    .description("show the runs of one cell, newest first: who, when, what and how it ended")
    .argument("<cell>", "dev_us-east-1/research; it need not be in the data any more")
    .option("--limit <n>", "how many runs at most", readLimit, DEFAULT_LIMIT)
    .option("--json", "print one JSON array of records")
    .option(...ENDPOINT_OPTION);
  stateOptions(command).action(
    run(async (text: string, options: HistoryOptions) => {
      const cell = readCell(text);
      const records = await readHistory(cell, options, context.env);
      context.print(
        options.json
          ? JSON.stringify(records, undefined, 2)
          : renderHistory(formatCell(cell), records, context),
      );
      return undefined;
    }),
  );
};

async function readHistory(
  cell: Cell,
  options: HistoryOptions,
  env: Readonly<Record<string, string>>,
): Promise<PastRecord[]> {
  const environment = await loadEnvironment(cell.environment);
  const state = stateLocation(cell, resolveState(environment, options, env).settings);
  const cloud = await recordsCloud(options.endpoint);
  return history({ cloud, state, limit: options.limit });
}

function readLimit(text: string): number {
  const limit = Number(text);
  if (Number.isInteger(limit) && limit > 0) return limit;
  throw new InvalidArgumentError(`got ${JSON.stringify(text)}, allowed are whole numbers from 1.`);
}
