import { readdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

import { RefusedError } from "@tagform/outcome";

import { digestOfFile } from "../digest";
import { isMissingFile } from "../json-file";

/**
 * Check that the files beside a configuration are those that it names: each lies in a folder that is called by its SHA-256,
 * and the configuration, whose digest is checked, has the path.
 *
 * @throws RefusedError for one that has other bytes
 */
export async function assertAssets(folder: string): Promise<void> {
  for (const path of await filesBelow(join(folder, "assets"))) {
    const expected = basename(dirname(path));
    const found = await digestOfFile(path);
    if (found !== expected) {
      throw new RefusedError(
        `${path} is not what was synthesized: its SHA-256 is ${found}, its folder says ${expected}: ` +
          "run tagform verify again",
      );
    }
  }
}

async function filesBelow(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true, recursive: true });
    return entries.filter((entry) => !entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name));
  } catch (cause) {
    // Most cells have none.
    if (isMissingFile(cause)) return [];
    throw cause;
  }
}
