import { mkdir, mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";

import { type CellDiff, diff } from "@tagform/steps";

import type { Context } from "../context";
import { diffCloud, type DiffCloudOptions } from "./diff-cloud";
import type { DiffSource } from "./diff-source";
import { stepContext } from "./step-context";

const LONGEST_LOOK_MS = 24 * 60 * 60 * 1000;

/** What a delivery of a synthesized configuration would change. */
export async function look(
  context: Context,
  run: string,
  source: DiffSource,
  options: DiffCloudOptions,
): Promise<CellDiff> {
  const cloud = await diffCloud(context, run, source, options);
  context.note("diff: the state is neither locked nor written");
  // A provider of hundreds of megabytes is not fetched again for every look.
  const cache = join(context.root, ".tagform/terraform-plugins");
  await mkdir(cache, { recursive: true });
  const env = { TF_PLUGIN_CACHE_DIR: cache, ...context.env };
  context.status.start("terraform plans");
  try {
    return await diff({ run, cloud, ...source }, { ...stepContext(context), env });
  } finally {
    context.status.stop();
  }
}

/** Gives `use` a run directory that nobody else can read, and removes it afterwards: a plan may hold secrets. */
export async function withTemporaryRun<T>(root: string, use: (run: string) => Promise<T>): Promise<T> {
  const run = await temporaryRun(root);
  try {
    return await use(run);
  } finally {
    await rm(run, { recursive: true, force: true });
  }
}

async function temporaryRun(root: string): Promise<string> {
  const folder = join(root, ".tagform/diffs");
  await mkdir(folder, { recursive: true });
  await removeLeftBehind(folder);
  return mkdtemp(join(folder, "diff-"));
}

/** A look that was killed could not remove its files. */
async function removeLeftBehind(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    // Another look may be removing its own just now.
    const made = await stat(path).catch(() => undefined);
    if (made !== undefined && Date.now() - made.mtimeMs > LONGEST_LOOK_MS)
      await rm(path, { recursive: true, force: true });
  }
}
