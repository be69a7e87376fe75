import { createHash } from "node:crypto";
import {
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";

import { run } from "./child-process.mjs";
import { SetupFailure, tail } from "./failure.mjs";
import { say, stopwatch } from "./progress.mjs";
import { findPython } from "./python.mjs";
import { replaceFile } from "./replace-file.mjs";

const ENVIRONMENT = ".tagform/venv";
/** Programs of an environment name its path, so each is made where it stays, and `venv` is a link to the valid one. */
const GENERATIONS = ".tagform/venvs";
const STAMP = ".tagform-requirements";
const REQUIREMENTS = "tools/setup/requirements.txt";
/** Only what has a committed checksum: building a package from its source would download more. */
const PIP_INSTALL =
  "-m pip install --quiet --no-input --progress-bar off --require-hashes --only-binary :all:".split(" ");

/** @returns {Promise<boolean>} whether the virtual environment holds what requirements.txt says */
export async function pythonPackagesAreThere(root) {
  const stamp = join(root, ENVIRONMENT, STAMP);
  if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== stampOf(root)) return false;
  // Its Python may have been upgraded or removed since.
  const { exitCode } = await run(join(root, ENVIRONMENT, "bin/python"), ["-c", "import pip"], {
    timeoutMs: 20_000,
  });
  return exitCode === 0;
}

/**
 * Makes a virtual environment with the given Python, installs the packages of requirements.txt into it, and puts it in
 * the place of the one before.
 */
export async function installPythonPackages(root, { path, version }) {
  const elapsed = stopwatch();
  say(`Python packages: installing checkov and moto into ${ENVIRONMENT} with Python ${version} ...`);
  const name = `${Date.now()}-${process.pid}`;
  const environment = join(root, GENERATIONS, name);
  await succeed("making the virtual environment", path, ["-m", "venv", environment]);
  const requirements = ["--requirement", join(root, REQUIREMENTS)];
  await succeed("pip install", join(environment, "bin/python"), [...PIP_INSTALL, ...requirements]);
  replaceFile(join(environment, STAMP), stampOf(root));
  const previous = link(root, name);
  removeAllBut(join(root, GENERATIONS), [name, previous]);
  say(`Python packages: installed (${elapsed()})`);
}

/** Points `.tagform/venv` to a generation, at once, and returns the name of the one before. */
function link(root, name) {
  const place = join(root, ENVIRONMENT);
  const old = lstatSync(place, { throwIfNoEntry: false });
  const previous = old?.isSymbolicLink() ? basename(readlinkSync(place)) : undefined;
  if (old?.isDirectory()) rmSync(place, { recursive: true });
  const temporary = `${place}.${process.pid}`;
  symlinkSync(join("venvs", name), temporary);
  renameSync(temporary, place);
  return previous;
}

/** The generation before stays for programs that run from it now; older and half-made ones go. */
function removeAllBut(folder, kept) {
  for (const name of readdirSync(folder)) {
    if (!kept.includes(name)) rmSync(join(folder, name), { recursive: true, force: true });
  }
}

/** A Python for {@link installPythonPackages}. */
export async function requirePython(root) {
  const python = await findPython(root);
  if ("problem" in python) throw new SetupFailure(python.problem);
  return python;
}

async function succeed(what, file, args) {
  const { exitCode, output } = await run(file, args);
  if (exitCode !== 0) throw new SetupFailure(`${what} failed with exit code ${exitCode}:\n${tail(output)}`);
}

function stampOf(root) {
  const digest = createHash("sha256")
    .update(readFileSync(join(root, REQUIREMENTS)))
    .digest("hex");
  // Its programs name its path: a checkout that was moved or copied needs a new one.
  return `${digest} ${dirname(realpathSync(join(root, ".tagform")))}\n`;
}
