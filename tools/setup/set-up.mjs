import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import {
  awsRuleSetReason,
  awsRuleSetVersion,
  awsRuleSetWasMissed,
  installAwsRuleSet,
} from "./aws-rule-set.mjs";
import { SetupFailure } from "./failure.mjs";
import { findProgram } from "./find-program.mjs";
import { installNpmPackages, npmPackagesAreThere } from "./npm-packages.mjs";
import { offeredToolsAreThere, readOffered, unpackOfferedTools } from "./offered-tools.mjs";
import { say, stopwatch } from "./progress.mjs";
import { installPythonPackages, pythonPackagesAreThere, requirePython } from "./python-packages.mjs";
import { withSetupLock } from "./setup-lock.mjs";
import { findTerraform, installTerraform } from "./terraform.mjs";
import { findTflint, installTflint } from "./tflint.mjs";

/** The checkout that this file belongs to. */
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

/**
 * Installs into `<checkout>/node_modules` and `<checkout>/.tagform` what is missing there and on the PATH.
 *
 * @returns {Promise<boolean>} whether everything that is required is there; if not, what to do was said
 */
export async function setUp(root = ROOT) {
  const elapsed = stopwatch();
  let state = await examine(root);
  if (!isComplete(root, state)) {
    const problems = await withSetupLock(root, async () => installMissing(root, await examine(root)));
    for (const problem of problems) say(`PROBLEM: ${problem}`);
    if (problems.length > 0) return false;
    state = await examine(root);
  }
  report(root, state, elapsed());
  return true;
}

async function examine(root) {
  const [git, npm, python, terraform, tflint] = await Promise.all([
    findProgram(root, "git", ["--version"], () => true),
    findProgram(root, "npm", ["--version"], () => true),
    pythonPackagesAreThere(root),
    findTerraform(root),
    findTflint(root),
  ]);
  return {
    git: git.found,
    npm: npm.found,
    npmPackages: npmPackagesAreThere(root),
    python,
    terraform,
    tflint,
    offered: offeredToolsAreThere(root),
    awsRules: awsRuleSetVersion(root),
  };
}

function isComplete(root, { git, npmPackages, python, terraform, tflint, offered, awsRules }) {
  const rules = awsRules !== undefined || (awsRuleSetWasMissed(root) && readOffered(root) === undefined);
  const programs = git !== undefined && terraform.found !== undefined && tflint !== undefined;
  return programs && npmPackages && python && offered && rules;
}

/** Installs side by side, and returns what went wrong. */
async function installMissing(root, state) {
  const python = state.python ? undefined : await attempt(() => requirePython(root));
  const before = [
    ...(state.git === undefined ? ["git is missing: install it, it reads deployment tags"] : []),
    ...(state.npm === undefined ? ["npm is missing: install it with Node.js"] : []),
    ...(python?.problem === undefined ? [] : [python.problem]),
  ];
  // Installing for minutes first and failing then would waste them.
  if (before.length > 0) return before;
  const work = [
    state.npmPackages ? undefined : attempt(() => installNpmPackages(root)),
    python === undefined ? undefined : attempt(() => installPythonPackages(root, python.value)),
    state.terraform.found === undefined
      ? attempt(() => installTerraform(root, state.terraform.refused))
      : undefined,
    attempt(() => installLinter(root, state)),
  ];
  return (await Promise.all(work)).flatMap((result) =>
    result?.problem === undefined ? [] : [result.problem],
  );
}

async function installLinter(root, state) {
  const offered = state.offered ? readOffered(root)?.offered : await unpackOfferedTools(root);
  if (state.tflint === undefined) await installTflint(root);
  const tflint = state.tflint ?? (await findTflint(root));
  if (awsRuleSetVersion(root) !== undefined || tflint === undefined) return;
  if (offered !== undefined || !awsRuleSetWasMissed(root))
    await installAwsRuleSet(root, tflint.path, offered);
}

async function attempt(work) {
  try {
    return { value: await work() };
  } catch (error) {
    if (error instanceof SetupFailure) return { problem: error.message };
    throw error;
  }
}

function report(root, { terraform, tflint, awsRules }, elapsed) {
  const own = (path) => (path.startsWith(join(root, ".tagform")) ? "" : " from the PATH");
  const { product, version, path } = terraform.found;
  const parts = [
    "npm packages",
    "checkov and moto",
    `${product} ${version}${own(path)}`,
    tflint === undefined ? "NO tflint" : `tflint ${tflint.version}${own(tflint.path)}`,
    awsRules === undefined ? "NO tflint AWS rules" : `tflint AWS rules ${awsRules}`,
  ];
  say(`${parts.join(", ")}: ready (${elapsed})`);
  if (awsRules === undefined && awsRuleSetWasMissed(root)) say(awsRuleSetReason(root));
}
