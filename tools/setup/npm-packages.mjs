import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { join } from "node:path";

import { run } from "./child-process.mjs";
import { SetupFailure, tail } from "./failure.mjs";
import { say, stopwatch } from "./progress.mjs";
import { replaceFile } from "./replace-file.mjs";

const STAMP = "node_modules/.tagform-lock";

/** @returns {boolean} whether node_modules is what package-lock.json says */
export function npmPackagesAreThere(root) {
  if (readStamp(root) === digest(root)) return true;
  if (!isInstalled(root)) return false;
  // Somebody ran `npm ci` by hand.
  stamp(root);
  return true;
}

/** Installs the npm packages of package-lock.json. */
export async function installNpmPackages(root) {
  const elapsed = stopwatch();
  say("npm packages: npm ci ...");
  const { exitCode, output } = await run("npm", ["ci", "--no-audit", "--no-fund"], { cwd: root });
  if (exitCode !== 0) throw new SetupFailure(`npm ci failed with exit code ${exitCode}:\n${tail(output)}`);
  stamp(root);
  say(`npm packages: installed (${elapsed()})`);
}

const digest = (root) =>
  createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");

function readStamp(root) {
  try {
    return readFileSync(join(root, STAMP), "utf8").trim();
  } catch {
    return undefined;
  }
}

const stamp = (root) => replaceFile(join(root, STAMP), `${digest(root)}\n`);

/** Whether npm's own record of node_modules names the same packages as the lock file. */
function isInstalled(root) {
  const record = join(root, "node_modules/.package-lock.json");
  if (!existsSync(record)) return false;
  const wanted = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
  const installed = JSON.parse(readFileSync(record, "utf8")).packages;
  const identity = (entry) => [entry?.version, entry?.integrity, entry?.link];
  const same = Object.keys(installed).every((path) =>
    isDeepStrictEqual(identity(installed[path]), identity(wanted[path])),
  );
  // A package for another platform is optional, and rightly absent.
  const complete = Object.entries(wanted).every(
    ([path, { optional, devOptional }]) =>
      !path.startsWith("node_modules/") || path in installed || optional === true || devOptional === true,
  );
  return same && complete;
}
