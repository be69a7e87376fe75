import { readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";

import type { AccountFiles } from "@tagform/landing-zone-vending";

/** The environments of a checkout, specs left out. */
export function accountFiles(root: string): AccountFiles {
  return {
    list: async () => {
      const entries = await readdir(join(root, "environments"), { recursive: true, withFileTypes: true });
      return entries
        .filter((entry) => entry.isFile() && /(?<!\.spec|\.d)\.ts$/.test(entry.name))
        .map((entry) => relative(root, join(entry.parentPath, entry.name)));
    },
    read: (path) => readFile(join(root, path), "utf8"),
    write: async (path, text) => {
      const file = join(root, path);
      await writeFile(`${file}.new`, text);
      await rename(`${file}.new`, file);
    },
  };
}
