import { mkdir } from "node:fs/promises";
import { join } from "node:path";

import { type Cell, stackName } from "@tagform/deployment";

import { removeOldRuns } from "./old-runs";

/**
 * A fresh run directory: `.tagform/runs/20261121T113417Z-dev-us-east-1-research`. It may come to hold secrets; the last
 * twenty that are finished stay.
 */
export async function newRun(root: string, cell: Cell, at = new Date()): Promise<string> {
  const runs = join(root, ".tagform/runs");
  await mkdir(runs, { recursive: true });
  await removeOldRuns(runs);
  const name = `${at.toISOString().replace(/[-:]|\.\d+/g, "")}-${stackName(cell)}`;
  for (let attempt = 1; ; attempt += 1) {
    const run = join(runs, attempt === 1 ? name : `${name}-${attempt}`);
    if (await isMade(run)) return run;
  }
}

/** False if somebody else made it within the same second. */
async function isMade(run: string): Promise<boolean> {
  try {
    await mkdir(run, { mode: 0o700 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}
