import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";

import { run } from "./child-process.mjs";
import { SetupFailure, tail } from "./failure.mjs";
import { findProgram, isAtLeast } from "./find-program.mjs";
import { say, stopwatch } from "./progress.mjs";
import { installRelease, releaseOf } from "./release.mjs";

const MODULE = "github.com/terraform-linters/tflint";
const GO = "1.26.0";
const BUILD = ".tagform/go-";
const BUILD_TIMEOUT_MS = 1_200_000;

/** tflint in exactly the pinned version; undefined if there is none. */
export async function findTflint(root) {
  const { version: pinned } = releaseOf(root, "tflint");
  const { found } = await findProgram(root, "tflint", ["--version"], (version) => version === pinned);
  return found;
}

/** Downloads tflint's pinned release, or else builds it; without either, says so and goes on. */
export async function installTflint(root) {
  const { version } = releaseOf(root, "tflint");
  const elapsed = stopwatch();
  say(`tflint: downloading ${version} ...`);
  try {
    await installRelease(root, "tflint");
    say(`tflint: ${version} installed into .tagform/bin (${elapsed()})`);
  } catch (error) {
    if (!(error instanceof SetupFailure)) throw error;
    say(`tflint: ${error.message}`);
    await buildTflint(root, version);
  }
}

async function buildTflint(root, version) {
  const { found: go, refused } = await findProgram(root, "go", ["version"], (found) => isAtLeast(found, GO));
  if (go === undefined) {
    const found = refused.length === 0 ? "there is no Go" : `there is only ${refused.join(", ")}`;
    say(
      `tflint: NOT INSTALLED, and ${found} to build it with (>= ${GO}): a rehearsal will say "tflint not run", a pipeline fails`,
    );
    return;
  }
  const elapsed = stopwatch();
  say(`tflint: building ${version} with Go ${go.version}, which takes a minute or two ...`);
  const failed = await goInstall(root, go.path, version);
  if (failed === undefined) say(`tflint: ${version} built into .tagform/bin (${elapsed()})`);
  else say(`tflint: NOT INSTALLED, its build failed: a rehearsal will say "tflint not run"\n${tail(failed)}`);
}

/** Builds in folders of its own and keeps the program only; returns what Go said if it failed. */
async function goInstall(root, go, version) {
  mkdirSync(join(root, ".tagform/bin"), { recursive: true });
  removeOldBuilds(root);
  const folder = mkdtempSync(join(root, BUILD));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once("exit", remove);
  try {
    const env = {
      ...process.env,
      GOPATH: join(folder, "path"),
      GOMODCACHE: join(folder, "modules"),
      GOCACHE: join(folder, "cache"),
      GOBIN: join(folder, "bin"),
      GOTMPDIR: folder,
      // Or the module cache could not be removed.
      GOFLAGS: [process.env.GOFLAGS, "-modcacherw", "-trimpath"].filter(Boolean).join(" "),
      GOTOOLCHAIN: "local",
      CGO_ENABLED: "0",
    };
    const args = ["install", "-ldflags=-s -w", `${MODULE}@v${version}`];
    const { exitCode, output } = await run(go, args, { cwd: folder, env, timeoutMs: BUILD_TIMEOUT_MS });
    if (exitCode !== 0) return output;
    renameSync(join(folder, "bin/tflint"), join(root, ".tagform/bin/tflint"));
    return undefined;
  } finally {
    process.off("exit", remove);
    remove();
  }
}

/** What a build left that was killed; the lock of set-up says that none runs. */
function removeOldBuilds(root) {
  for (const name of readdirSync(join(root, ".tagform"))) {
    const path = join(root, ".tagform", name);
    if (path.startsWith(join(root, BUILD))) rmSync(path, { recursive: true, force: true });
  }
}
