import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * Text of a file of the workspace, by its path from the root: `pipelines/buildspecs/plan.yml`.
 *
 * @throws Error when there is none
 */
export const workspaceFile = (path: string): string => readFileSync(join(workspaceRoot(), path), "utf8");

/** Sources and the bundles that programs are started from both lie below the root, at different depths. */
export function workspaceRoot(from = __dirname): string {
  if (existsSync(join(from, "nx.json"))) return from;
  const parent = dirname(from);
  if (parent === from) throw new Error(`${__dirname} is in no workspace: no folder above it has an nx.json`);
  return workspaceRoot(parent);
}
