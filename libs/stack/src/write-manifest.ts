import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { formatCell } from "@tagform/deployment";

import type { WrittenCell } from "./cell-queue";

/**
 * Writes `manifest.json` beside the cells' folders: what was synthesized, with digests. Paths in it are relative to it.
 *
 * @returns the file's path
 */
export async function writeManifest(outdir: string, cells: readonly WrittenCell[]): Promise<string> {
  const entries = cells
    .map(({ cell, stackName, file, sha256 }) => ({
      cell: formatCell(cell),
      file: `${stackName}/${file}`,
      sha256,
    }))
    .sort((a, b) => (a.cell < b.cell ? -1 : 1));
  const path = join(outdir, "manifest.json");
  const part = `${path}.part`;
  await writeFile(part, `${JSON.stringify({ cells: entries }, undefined, 2)}\n`);
  await rename(part, path);
  return path;
}
