import { formatCell } from "@tagform/deployment";

import { isSettled, type LatestRun } from "../record/latest-run";

/** The latest runs of one cell. */
export interface CellRuns {
  /** The newest run, however it ended. */
  readonly last: LatestRun;
  /** The newest run that decided what is deployed; absent when none ever did. */
  readonly deployed?: LatestRun;
}

/** Cells, as `dev_us-east-1/research`, with their latest runs: two per cell, however many were added. */
export class RunsByCell {
  private readonly runs = new Map<string, CellRuns>();

  public add(run: LatestRun): void {
    const name = formatCell(run.cell);
    const known = this.runs.get(name);
    const last = newer(known?.last, run);
    const deployed = isSettled(run.result) ? newer(known?.deployed, run) : known?.deployed;
    this.runs.set(name, deployed === undefined ? { last } : { last, deployed });
  }

  public get(cell: string): CellRuns | undefined {
    return this.runs.get(cell);
  }

  public cells(): IterableIterator<string> {
    return this.runs.keys();
  }
}

const newer = (known: LatestRun | undefined, run: LatestRun): LatestRun =>
  known === undefined || run.at >= known.at ? run : known;
