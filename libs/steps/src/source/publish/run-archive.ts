import { lstat, readdir, readlink } from "node:fs/promises";
import { join } from "node:path";

import type { ZipFile } from "yazl";

import { type SourceManifest } from "../source-manifest";

/** The first moment that a zip can tell, in whatever time zone: files of a commit have no time. */
const SETTINGS = { mtime: new Date(1980, 0, 1), forceDosTimestamp: true };
const FILE = 0o100644;
const PROGRAM = 0o100755;
const LINK = 0o120777;
const OWNER_EXECUTES = 0o100;

/** What the zip of a run directory is made of. */
export interface RunContent {
  readonly manifest: SourceManifest;
  /** Folder with the exported tree. */
  readonly tree: string;
}

/**
 * Zip a run directory as a pipeline begins with it: `source.json` and the tree, with executable bits and links. The same
 * content gives the same bytes, whenever and wherever it is zipped.
 */
export async function zipRun({ manifest, tree }: RunContent): Promise<Buffer> {
  // Loaded here, because only publishing needs it.
  const { ZipFile } = await import("yazl");
  const zip = new ZipFile();
  const bytes = bytesOf(zip);
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  zip.addBuffer(Buffer.from(text), "source.json", { ...SETTINGS, mode: FILE });
  for (const path of (await filesOf(tree, "")).sort()) {
    await addFile(zip, join(tree, path), `${manifest.tree}/${path}`);
  }
  zip.end();
  return bytes;
}

async function addFile(zip: ZipFile, file: string, name: string): Promise<void> {
  const stats = await lstat(file);
  if (stats.isSymbolicLink()) {
    zip.addBuffer(await readlink(file, "buffer"), name, { ...SETTINGS, mode: LINK });
    return;
  }
  zip.addFile(file, name, { ...SETTINGS, mode: (stats.mode & OWNER_EXECUTES) === 0 ? FILE : PROGRAM });
}

async function filesOf(folder: string, inside: string): Promise<string[]> {
  const entries = await readdir(join(folder, inside), { withFileTypes: true });
  const nested = entries.map(async (entry) => {
    const path = inside === "" ? entry.name : `${inside}/${entry.name}`;
    return entry.isDirectory() ? filesOf(folder, path) : [path];
  });
  return (await Promise.all(nested)).flat();
}

async function bytesOf(zip: ZipFile): Promise<Buffer> {
  const failed = new Promise<never>((_, reject) => zip.once("error", reject));
  const parts: Buffer[] = [];
  const read = async (): Promise<Buffer> => {
    for await (const part of zip.outputStream) parts.push(Buffer.from(part));
    return Buffer.concat(parts);
  };
  return Promise.race([read(), failed]);
}
