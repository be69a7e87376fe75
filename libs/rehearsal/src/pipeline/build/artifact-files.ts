import { type Dirent } from "node:fs";
import { readdir } from "node:fs/promises";
import { join, relative } from "node:path";

import { UserError } from "@tagform/outcome";
import picomatch from "picomatch";

import { type ArtifactFiles } from "./buildspec";

const GLOB = { dot: true };

/**
 * The files that a buildspec hands on, by their paths from the base directory, in order.
 *
 * @param root - folder of the primary source. Absolute
 * @throws UserError for a pattern that no file fits
 */
export async function artifactFiles(root: string, artifact: ArtifactFiles): Promise<string[]> {
  const base = join(root, artifact.baseDirectory);
  const excluded = artifact.exclude.map((pattern) => picomatch(pattern, GLOB));
  const found = new Set<string>();
  for (const pattern of artifact.files) {
    const files = await filesOf(base, pattern);
    if (files.length === 0) {
      throw new UserError(`artifacts: no file fits ${pattern} in ${artifact.baseDirectory}`);
    }
    for (const file of files) if (!excluded.some((matches) => matches(file))) found.add(file);
  }
  return [...found].sort();
}

async function filesOf(base: string, pattern: string): Promise<string[]> {
  const matches = picomatch(pattern, GLOB);
  // Only the folder that the pattern begins with is walked: beside it may lie a tree with all its packages.
  const start = join(base, picomatch.scan(pattern).base);
  const entries = await walk(start);
  return entries.map((path) => relative(base, path)).filter((path) => matches(path));
}

/** Files and links below a path, which may be one itself. Links are not followed. */
async function walk(path: string): Promise<string[]> {
  let entries: Dirent[];
  try {
    entries = await readdir(path, { withFileTypes: true });
  } catch (problem) {
    const { code } = problem as NodeJS.ErrnoException;
    if (code === "ENOTDIR") return [path];
    if (code === "ENOENT") return [];
    throw problem;
  }
  const nested = entries.map(async (each) => {
    const inside = join(path, each.name);
    return each.isDirectory() ? walk(inside) : [inside];
  });
  return (await Promise.all(nested)).flat();
}
