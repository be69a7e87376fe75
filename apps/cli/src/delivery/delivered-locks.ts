import { type Cell, formatCell } from "@tagform/deployment";
import { type Cloud, type LockPlaces, type ShownRun, status } from "@tagform/steps";

import type { Context } from "../context";
import type { PlacedLock } from "./cell-locks";
import { explainCommit } from "./commit-data";

/** Nobody can tell for a run without a tag. */
const UNKNOWN: LockPlaces = [];

/**
 * Where the last delivery of each cell took its locks, as the delivered commits say themselves: by cell, none for a cell
 * that was never delivered. Each commit is exported once.
 */
export async function deliveredLocks(
  context: Context,
  cloud: Cloud,
  places: readonly PlacedLock[],
): Promise<Map<string, LockPlaces>> {
  const found = await status({ cloud, cells: places });
  const last = new Map(found.map((one) => [one.cell, one.last]));
  const locks = new Map<string, LockPlaces>();
  const byCommit = new Map<string, { tag: string; releaseBranch: string; cells: Cell[] }>();
  for (const { cell, environment } of places) {
    const run: ShownRun | null | undefined = last.get(formatCell(cell));
    if (run == null) continue;
    if (run.tag === null || run.commit === null) {
      locks.set(formatCell(cell), UNKNOWN);
      continue;
    }
    const known = byCommit.get(run.commit) ?? {
      tag: run.tag,
      releaseBranch: environment.releaseBranch,
      cells: [],
    };
    known.cells.push(cell);
    byCommit.set(run.commit, known);
  }
  for (const request of byCommit.values()) {
    const explained = await explainCommit(context, request);
    explained.forEach(({ state }, index) => {
      const cell = request.cells[index];
      if (cell !== undefined) locks.set(formatCell(cell), state.locks);
    });
  }
  return locks;
}
