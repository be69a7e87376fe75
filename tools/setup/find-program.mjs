import { accessSync, constants, statSync } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";

import { run } from "./child-process.mjs";

const VERSION = /(?<![\d.])(\d+)\.(\d+)(?:\.(\d+))?/;
const TIMEOUT_MS = 20_000;

/** The first version number in a text, as `MAJOR.MINOR.PATCH`. */
export function findVersion(text) {
  const [, major, minor, patch = "0"] = VERSION.exec(text) ?? [];
  return major === undefined ? undefined : `${major}.${minor}.${patch}`;
}

export function isAtLeast(version, minimum) {
  const wanted = minimum.split(".").map(Number);
  for (const [index, number] of version.split(".").map(Number).entries()) {
    if (number !== (wanted[index] ?? 0)) return number > (wanted[index] ?? 0);
  }
  return true;
}

/** All programs called `name` in `.tagform/bin` and on the PATH, in this order. */
export function programs(root, name, path = process.env.PATH ?? "") {
  const folders = path.split(delimiter).filter((folder) => isAbsolute(folder));
  return [join(root, ".tagform/bin"), ...folders].map((folder) => join(folder, name)).filter(isExecutable);
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/**
 * The first program called `name` whose version will do, and what was found besides.
 *
 * @param {string} root
 * @param {string} name
 * @param {readonly string[]} args that make it tell its version
 * @param {(version: string) => boolean} willDo
 * @returns {Promise<{ found?: { path: string, version: string }, refused: string[] }>}
 */
export async function findProgram(root, name, args, willDo) {
  const refused = [];
  for (const path of programs(root, name)) {
    const env = { ...process.env, CHECKPOINT_DISABLE: "1" };
    const { exitCode, output } = await run(path, args, {
      cwd: root,
      env,
      timeoutMs: TIMEOUT_MS,
      isolated: true,
    });
    const version = exitCode === 0 ? findVersion(output) : undefined;
    if (version !== undefined && willDo(version)) return { found: { path, version }, refused };
    refused.push(`${name} ${version ?? "of unknown version"} at ${path}`);
  }
  return { refused };
}
