import { access, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";

import { runDirectory } from "@tagform/steps";

/** How many finished runs stay to be looked at. */
const KEPT_RUNS = 20;

/** After this long, a run without a plan is none that is still verified. */
const ABANDONED_MS = 24 * 60 * 60 * 1000;

/**
 * Removes finished runs but the last ones, and with them what secrets they hold. A run stays for as long as something can
 * be done with it: its plan may be approved and applied, or it keeps a state that could not be written.
 *
 * @param runs the folder of all runs, whose names begin with their time
 */
export async function removeOldRuns(runs: string, now = Date.now()): Promise<void> {
  const finished: string[] = [];
  for (const name of (await readdir(runs)).sort()) {
    const run = join(runs, name);
    if (await isFinished(run, now)) finished.push(run);
  }
  // What cannot be removed is no reason not to deploy, and another process may be removing the same.
  await Promise.allSettled(
    finished.slice(0, -KEPT_RUNS).map((run) => rm(run, { recursive: true, force: true })),
  );
}

async function isFinished(run: string, now: number): Promise<boolean> {
  const { record, planFile, work } = runDirectory(run);
  // Terraform puts a state there that it could not write to where it belongs: the only copy.
  if (await exists(join(work, "errored.tfstate"))) return false;
  if (await exists(record)) return true;
  const touched = await stat(run).then(
    ({ mtimeMs }) => mtimeMs,
    () => now,
  );
  return !(await exists(planFile)) && now - touched > ABANDONED_MS;
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
