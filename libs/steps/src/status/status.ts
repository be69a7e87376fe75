import { type Cell, formatCell, formatDeploymentTag, parseCell } from "@tagform/deployment";

import { type Cloud } from "../cloud";
import { type LatestRun } from "../record/latest-run";
import { type CellRuns, type RunsByCell } from "./cell-runs";
import { type PlacedCell, readCellRuns } from "./read-cell-runs";

/** One run as `tagform status` shows it. */
export interface ShownRun {
  readonly result: LatestRun["result"];
  /** ISO 8601, UTC: when it ended. */
  readonly at: string;
  /** Null for a run without a tag, as are version and commit. */
  readonly tag: string | null;
  readonly version: string | null;
  readonly commit: string | null;
  /** The step that ended it; null for a run that came to its end. */
  readonly failedStep: string | null;
}

/** What is deployed in one cell, and how its last run ended. */
export interface CellStatus extends Cell {
  /** `dev_us-east-1/research`. */
  readonly cell: string;
  /** False for a cell that has runs, and is not in the environments' data any more. */
  readonly isInData: boolean;
  /** The newest run that decided what is deployed; null when nothing is: there was none, or it destroyed the cell. */
  readonly deployed: ShownRun | null;
  /** The newest run; null when there was none. */
  readonly last: ShownRun | null;
}

export interface StatusRequest {
  readonly cloud: Cloud;
  /** All cells of the data whose buckets are to be read. */
  readonly cells: readonly PlacedCell[];
  /**
   * Which cells are shown, by name.
   *
   * @default - all, and those that are not in the data any more
   */
  readonly isShown?: (name: string) => boolean;
}

/**
 * What is deployed where: the cells of the data in their order, then those that only have runs, by name.
 *
 * @throws UserError that names the bucket which cannot be read
 */
export async function status({ cloud, cells, isShown = () => true }: StatusRequest): Promise<CellStatus[]> {
  const runs = await readCellRuns(cloud, cells);
  const inData = new Set(cells.map(({ cell }) => formatCell(cell)));
  const gone = [...runs.cells()].filter((name) => !inData.has(name)).sort();
  return [...inData, ...gone].filter(isShown).map((name) => statusOf(name, runs, inData.has(name)));
}

function statusOf(name: string, runs: RunsByCell, isInData: boolean): CellStatus {
  const known: Partial<CellRuns> = runs.get(name) ?? {};
  return {
    ...parseCell(name),
    cell: name,
    isInData,
    deployed: known.deployed?.result === "destroyed" ? null : shown(known.deployed),
    last: shown(known.last),
  };
}

function shown(run: LatestRun | undefined): ShownRun | null {
  if (run === undefined) return null;
  const { cell, at, result, version, commit = null, failedStep = null } = run;
  return {
    result,
    at: at.toISOString(),
    tag: version === undefined ? null : formatDeploymentTag({ cell, version }),
    version: version ?? null,
    commit,
    failedStep,
  };
}
