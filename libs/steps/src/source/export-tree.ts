import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, isAbsolute, join, normalize } from "node:path";

import { RefusedError, UserError } from "@tagform/outcome";
import { type Git, type TreeEntry } from "@tagform/toolchain";

const LFS_POINTER = Buffer.from("version https://git-lfs.github.com/spec/");
const LINK = "120000";
const SUBMODULE = "160000";
const EXECUTABLE = "100755";

/**
 * Write a commit's tree into the new folder `directory`, byte for byte: no filter, no line-end conversion, no
 * attribute and no file of a working tree takes part, and every file is checked against its object id.
 *
 * @returns notes on what a git tree does not hold: submodules and files in Git LFS
 */
export async function exportTree(git: Git, commit: string, directory: string): Promise<string[]> {
  const entries = await git.listTree(commit);
  for (const { path } of entries) assertPathIsSafe(path);
  const submodules = entries.filter(({ mode }) => mode === SUBMODULE);
  // Links come last, so that no file can be written through one.
  const blobs = entries.filter(({ mode }) => mode !== SUBMODULE).sort(linksLast);
  const inLfs: string[] = [];
  mkdirSync(directory, { recursive: true });
  await git.readBlobs(
    blobs.map(({ objectId }) => objectId),
    (content, index) => {
      const entry = blobs[index];
      if (entry === undefined) throw new Error(`git sent blob ${index} of ${blobs.length}`);
      if (entry.mode === LINK) writeLink(directory, entry.path, content.toString("utf8"));
      else writeFile(directory, entry, content);
      if (content.subarray(0, LFS_POINTER.length).equals(LFS_POINTER)) inLfs.push(entry.path);
    },
  );
  return [
    ...submodules.map(({ path }) => `submodule ${path} is not part of the commit and was left out`),
    ...inLfs.map((path) => `${path} is in Git LFS: its pointer was exported, not its content`),
  ];
}

function linksLast(left: TreeEntry, right: TreeEntry): number {
  return Number(left.mode === LINK) - Number(right.mode === LINK);
}

function writeFile(directory: string, { mode, path }: TreeEntry, content: Buffer): void {
  const file = join(directory, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content, { flag: "wx" });
  // The mode given at creation would pass through the user's umask.
  chmodSync(file, mode === EXECUTABLE ? 0o755 : 0o644);
}

function writeLink(directory: string, path: string, target: string): void {
  const leadsTo = normalize(join(dirname(path), target));
  if (isAbsolute(target) || leadsTo === ".." || leadsTo.startsWith("../")) {
    throw new RefusedError(
      `${path} of the commit is a link to "${target}", outside of the commit's tree: only what is in the commit is built`,
    );
  }
  const file = join(directory, path);
  mkdirSync(dirname(file), { recursive: true });
  symlinkSync(target, file);
}

function assertPathIsSafe(path: string): void {
  if (path.includes("\uFFFD")) {
    throw new UserError(`file name ${JSON.stringify(path)} of the commit is not UTF-8: rename it`);
  }
  const parts = path.split("/");
  if (parts.some((part) => part === "" || part === "." || part === ".." || /^\.git$/i.test(part))) {
    throw new RefusedError(`file name ${JSON.stringify(path)} of the commit would leave the exported folder`);
  }
}
