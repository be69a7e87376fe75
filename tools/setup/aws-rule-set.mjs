import { existsSync, lstatSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";

import { run } from "./child-process.mjs";
import { say, stopwatch } from "./progress.mjs";
import { replaceFile } from "./replace-file.mjs";

const VERSION = "0.48.0";
const PLUGINS = ".tagform/tflint.d/plugins";
const MISSED = ".tagform/tflint.d/missed";
const TIMEOUT_MS = 60_000;
/** How long a failed download is not tried again. */
const PATIENCE_MS = 3_600_000;

const holds = (folder) =>
  folder !== undefined &&
  existsSync(join(folder, "github.com/terraform-linters/tflint-ruleset-aws", VERSION, "tflint-ruleset-aws"));

/** The version of tflint's AWS rule set if it is there, else undefined. */
export function awsRuleSetVersion(root) {
  const home = process.env.HOME;
  const folders = [
    join(root, PLUGINS),
    process.env.TFLINT_PLUGIN_DIR,
    home === undefined ? undefined : join(home, ".tflint.d/plugins"),
  ];
  return folders.some(holds) ? VERSION : undefined;
}

/** Whether a download was tried and failed a short while ago. */
export function awsRuleSetWasMissed(root) {
  const file = join(root, MISSED);
  return existsSync(file) && Date.now() - statSync(file).mtimeMs < PATIENCE_MS;
}

/** Links the rule set that `offered` has, or downloads it; without either, says so and goes on. */
export async function installAwsRuleSet(root, tflint, offered) {
  if (holds(offered?.TFLINT_PLUGIN_DIR)) {
    link(root, offered.TFLINT_PLUGIN_DIR);
    say(`tflint AWS rules: ${VERSION}, as offered`);
    return;
  }
  const elapsed = stopwatch();
  say(`tflint AWS rules: downloading ${VERSION} ...`);
  mkdirSync(join(root, PLUGINS), { recursive: true });
  const env = { ...process.env, TFLINT_PLUGIN_DIR: join(root, PLUGINS) };
  const args = ["--init", "--config", join(root, ".tflint.hcl")];
  const { output } = await run(tflint, args, { cwd: root, env, timeoutMs: TIMEOUT_MS, isolated: true });
  if (holds(join(root, PLUGINS))) {
    say(`tflint AWS rules: installed (${elapsed()})`);
    return;
  }
  replaceFile(join(root, MISSED), `${output.trim().split("\n").at(-1) ?? ""}\n`);
}

function link(root, target) {
  const path = join(root, PLUGINS);
  mkdirSync(join(path, ".."), { recursive: true });
  const old = lstatSync(path, { throwIfNoEntry: false });
  if (old !== undefined) rmSync(path, { recursive: !old.isSymbolicLink(), force: true });
  symlinkSync(target, path);
  rmSync(join(root, MISSED), { force: true });
}

/** What to say where {@link awsRuleSetWasMissed}. */
export function awsRuleSetReason(root) {
  const reason = readFileSync(join(root, MISSED), "utf8").trim();
  return `tflint AWS rules: a rehearsal goes on without them, a pipeline fails; tried again in an hour: ${reason}`;
}
