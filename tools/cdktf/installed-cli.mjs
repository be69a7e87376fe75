import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";

import { run } from "../setup/child-process.mjs";
import { tail } from "../setup/failure.mjs";
import { stopwatch } from "../setup/progress.mjs";

const WANTED = "tools/cdktf/cli";
const FILES = ["package.json", "package-lock.json"];

/**
 * Where cdktf-cli is, as its lock file in `tools/cdktf/cli` says; installed into `.tagform` when it is not there.
 *
 * It is no dependency of the workspace: nothing that is delivered needs it, and it would add half of what all the other
 * packages take to every checkout and every pipeline.
 *
 * @param {string} root the checkout
 * @returns {Promise<{ packages: string, program: string }>} its `node_modules`, and the program
 * @throws {Error} if npm cannot install it
 */
export async function installedCli(root) {
  const folder = join(root, ".tagform/cdktf-cli", digestOf(root));
  if (!existsSync(folder)) await install(root, folder);
  const packages = join(folder, "node_modules");
  return { packages, program: join(packages, "cdktf-cli/bundle/bin/cdktf") };
}

/** Another lock file is another installation. */
function digestOf(root) {
  return createHash("sha256")
    .update(readFileSync(join(root, WANTED, "package-lock.json")))
    .digest("hex")
    .slice(0, 12);
}

/** The folder appears whole or not at all: several may be started at once. */
async function install(root, folder) {
  const elapsed = stopwatch();
  console.error("cdktf: installing cdktf-cli 0.21.0 into .tagform, once (some 430 MB) ...");
  const partial = `${folder}.${process.pid}.partial`;
  mkdirSync(partial, { recursive: true });
  try {
    for (const file of FILES) cpSync(join(root, WANTED, file), join(partial, file));
    const words = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
    const { exitCode, output } = await run("npm", words, { cwd: partial });
    if (exitCode !== 0) throw new Error(`npm ci failed with exit code ${exitCode}:\n${tail(output)}`);
    place(partial, folder);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
  console.error(`cdktf: installed (${elapsed()})`);
}

function place(partial, folder) {
  try {
    renameSync(partial, folder);
  } catch (error) {
    // Somebody else was faster, with the same.
    if (!existsSync(folder)) throw error;
  }
}
