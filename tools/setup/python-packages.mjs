import { createHash } from "node:crypto";
import { existsSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";

import { run } from "./child-process.mjs";
import { SetupFailure, tail } from "./failure.mjs";
import { say, stopwatch } from "./progress.mjs";
import { findPython } from "./python.mjs";
import { replaceFile } from "./replace-file.mjs";

const ENVIRONMENT = ".tagform/venv";
const STAMP = join(ENVIRONMENT, ".tagform-requirements");
const REQUIREMENTS = "tools/setup/requirements.txt";

/** @returns {Promise<boolean>} whether the virtual environment holds what requirements.txt says */
export async function pythonPackagesAreThere(root) {
  if (!existsSync(join(root, STAMP)) || readStamp(root) !== stampOf(root)) return false;
  // Its Python may have been upgraded or removed since.
  const { exitCode } = await run(join(root, ENVIRONMENT, "bin/python"), ["-c", "import pip"], {
    timeoutMs: 20_000,
  });
  return exitCode === 0;
}

/** Makes the virtual environment with the given Python, and installs the packages of requirements.txt into it. */
export async function installPythonPackages(root, { path, version }) {
  const elapsed = stopwatch();
  const environment = join(root, ENVIRONMENT);
  say(`Python packages: installing checkov and moto into ${ENVIRONMENT} with Python ${version} ...`);
  // Its programs name its path, so it cannot be made elsewhere and renamed: the stamp says that it is complete.
  rmSync(environment, { recursive: true, force: true });
  await succeed("making the virtual environment", path, ["-m", "venv", environment]);
  await succeed("pip install", join(environment, "bin/python"), [
    ...[
      "-m",
      "pip",
      "install",
      "--quiet",
      "--disable-pip-version-check",
      "--no-input",
      "--progress-bar",
      "off",
    ],
    // Only what has a committed checksum; building from source would download more.
    ...["--require-hashes", "--only-binary", ":all:", "--requirement", join(root, REQUIREMENTS)],
  ]);
  replaceFile(join(root, STAMP), stampOf(root));
  say(`Python packages: installed (${elapsed()})`);
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

const readStamp = (root) => readFileSync(join(root, STAMP), "utf8");
