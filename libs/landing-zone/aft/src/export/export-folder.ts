import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, rmdir, writeFile } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";

import { RefusedError } from "@tagform/outcome";

/** Lists the files of an export with their digests: by it an export knows its own folder again. */
export const EXPORT_MANIFEST = ".tagform-aft-export.json";

export interface ExportDifference {
  /** Below the folder: `aft-account-request/terraform/research-dev.tf`. */
  readonly path: string;
  /** What the folder has, compared with the data. */
  readonly is: "missing" | "different" | "not of the data";
}

type Files = ReadonlyMap<string, string>;

/** In what a folder differs from what an export would write, in the order of paths; nothing is written. */
export async function compareExport(folder: string, files: Files): Promise<ExportDifference[]> {
  const wanted = withManifest(files);
  const found = await filesBelow(folder);
  const differences = await Promise.all(
    [...wanted].map(async ([path, text]): Promise<ExportDifference[]> => {
      if (!found.includes(path)) return [{ path, is: "missing" }];
      return (await readFile(join(folder, path), "utf8")) === text ? [] : [{ path, is: "different" }];
    }),
  );
  const others = found.filter((path) => !wanted.has(path));
  return [
    ...differences.flat(),
    ...others.map((path): ExportDifference => ({ path, is: "not of the data" })),
  ].sort((one, other) => (one.path < other.path ? -1 : 1));
}

/**
 * Write an export: all of it under a temporary name, which is renamed. A killed export leaves no
 * half of one: the folder is as it was, or waits beside its place under the name that ends in `.tagform-former`.
 *
 * @throws RefusedError where the folder has something that no export made
 */
export async function writeExport(folder: string, files: Files): Promise<void> {
  await assertOwn(folder);
  const partial = `${folder}.tagform-partial`;
  const former = `${folder}.tagform-former`;
  await rm(partial, { recursive: true, force: true });
  await rm(former, { recursive: true, force: true });
  for (const [path, text] of withManifest(files)) {
    const file = join(partial, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text, { mode: path.endsWith(".sh") ? 0o755 : 0o644 });
  }
  const existed = await rename(folder, former).then(() => true, ignoreMissing);
  await rename(partial, folder);
  if (existed) await rm(former, { recursive: true, force: true });
}

/** Text is compared and written as bytes of UTF-8. */
const digestOf = (text: string | Buffer): string => createHash("sha256").update(text).digest("hex");

function withManifest(files: Files): Files {
  const digests = Object.fromEntries([...files].map(([path, text]) => [path, digestOf(text)]));
  return new Map([...files, [EXPORT_MANIFEST, `${JSON.stringify({ files: digests }, undefined, 2)}\n`]]);
}

async function assertOwn(folder: string): Promise<void> {
  const found = await filesBelow(folder);
  if (found.length === 0) return removeEmpty(folder);
  if (!found.includes(EXPORT_MANIFEST)) {
    throw new RefusedError(
      `${folder} was not made by an export, it has no ${EXPORT_MANIFEST}: name another folder, or an empty one`,
    );
  }
  const made = await readManifest(folder);
  const foreign: string[] = [];
  for (const path of found.filter((each) => each !== EXPORT_MANIFEST)) {
    if (made[path] !== digestOf(await readFile(join(folder, path)))) foreign.push(path);
  }
  if (foreign.length > 0) {
    throw new RefusedError(
      `${folder} has files that the last export did not write so, and an export would lose them: ${foreign.join(", ")}: ` +
        "move them away, or name another folder",
    );
  }
}

async function readManifest(folder: string): Promise<Readonly<Record<string, unknown>>> {
  const manifest: unknown = await readFile(join(folder, EXPORT_MANIFEST), "utf8")
    .then(JSON.parse)
    .catch(() => ({}));
  const files =
    typeof manifest === "object" && manifest !== null && "files" in manifest ? manifest.files : undefined;
  return typeof files === "object" && files !== null ? { ...files } : {};
}

/** A folder can only be put in the place of an empty one by some systems. */
async function removeEmpty(folder: string): Promise<void> {
  await rmdir(folder).catch((error: unknown) => {
    if (codeOf(error) === "ENOTEMPTY") {
      throw new RefusedError(
        `${folder} has folders that no export made: name another folder, or an empty one`,
      );
    }
    ignoreMissing(error);
  });
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch((error: unknown) => {
    ignoreMissing(error);
    return [];
  });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort();
}

/** False, for what is not there; anything else is an error. */
function ignoreMissing(error: unknown): false {
  if (codeOf(error) === "ENOENT") return false;
  throw error;
}

const codeOf = (error: unknown): unknown =>
  typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
