import { existsSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";

import { run } from "./child-process.mjs";
import { tail } from "./failure.mjs";
import { say, stopwatch } from "./progress.mjs";
import { replaceFile } from "./replace-file.mjs";

const INSTALLER = "../shared/tools/install";
const FOLDER = ".tagform/offered";
const RECORD = ".tagform/offered.json";

/**
 * What a read-only folder beside the checkout offers, if there is one: the project's CI has real binaries there
 * that no package registry has. Nothing depends on it.
 *
 * @returns {Promise<Readonly<Record<string, string>> | undefined>} names and paths: PROVIDER_MIRROR,
 *   TFLINT_PLUGIN_DIR, AWS_PROVIDER_SCHEMA
 */
export async function unpackOfferedTools(root) {
  const installer = resolve(root, INSTALLER);
  if (!existsSync(installer)) return undefined;
  const elapsed = stopwatch();
  const { exitCode, output } = await run(installer, [join(root, FOLDER)], { cwd: root });
  if (exitCode !== 0) {
    say(
      `offered tools: ${INSTALLER} failed with exit code ${exitCode}, going on without them\n${tail(output)}`,
    );
    return undefined;
  }
  const offered = Object.fromEntries(
    [...output.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [name, value]),
  );
  replaceFile(join(root, RECORD), `${JSON.stringify({ stamp: stampOf(installer), offered }, null, 2)}\n`);
  say(`offered tools: unpacked into ${FOLDER} (${elapsed()})`);
  return offered;
}

/** Whether nothing is offered, or what is offered was unpacked. */
export function offeredToolsAreThere(root) {
  const installer = resolve(root, INSTALLER);
  if (!existsSync(installer)) return true;
  const record = readOffered(root);
  return (
    record !== undefined &&
    record.stamp === stampOf(installer) &&
    Object.values(record.offered).every(existsSync)
  );
}

/** What {@link unpackOfferedTools} recorded. */
export function readOffered(root) {
  const file = join(root, RECORD);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}

function stampOf(installer) {
  const { mtimeMs, size } = statSync(installer);
  return `${mtimeMs}/${size}`;
}
