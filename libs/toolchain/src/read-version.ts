import { readdir, readFile, realpath } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";

import { run } from "./run";
import { type ToolPlace } from "./tool";
import { type ToolRule } from "./tool-rules";
import { findVersion } from "./version";

const TIMEOUT_MS = 20_000;

/** The version of the program at `path`; undefined if it does not tell. */
export async function readVersion(
  rule: ToolRule["version"],
  path: string,
  where: ToolPlace,
): Promise<string | undefined> {
  return rule.from === "arguments"
    ? ask(path, rule.arguments, where)
    : ((await installedVersion(path, rule.package)) ?? (await importedVersion(path, rule.package, where)));
}

async function ask(
  path: string,
  args: readonly string[],
  { root, path: PATH }: ToolPlace,
): Promise<string | undefined> {
  try {
    const env = { PATH, HOME: homedir(), CHECKPOINT_DISABLE: "1" };
    // tflint starts its plugins even to tell its version, and leaves them running.
    const options = { cwd: root, env, timeoutMs: TIMEOUT_MS, ownGroup: true };
    const { exitCode, stdout } = await run(path, args, options);
    return exitCode === 0 ? findVersion(stdout) : undefined;
  } catch {
    // It cannot be started, which is as good as not there.
    return undefined;
  }
}

/** From the package's metadata beside the program: checkov needs 4 s to tell, moto's server cannot. */
async function installedVersion(path: string, packageName: string): Promise<string | undefined> {
  const library = join(dirname(dirname(await realpath(path))), "lib");
  for (const python of await entries(library)) {
    for (const entry of await entries(join(library, python, "site-packages"))) {
      const version = new RegExp(`^${packageName}-([0-9.]+)\\.dist-info$`).exec(entry)?.[1];
      if (version !== undefined) return findVersion(version);
    }
  }
  return undefined;
}

/** From the interpreter that the program's first line names. */
async function importedVersion(
  path: string,
  packageName: string,
  where: ToolPlace,
): Promise<string | undefined> {
  const interpreter = /^#!\s*(\/\S*python[0-9.]*)\s*\n/.exec(await readFile(path, "latin1"))?.[1];
  const program = `import importlib.metadata, sys; print(importlib.metadata.version(sys.argv[1]))`;
  return interpreter === undefined ? undefined : ask(interpreter, ["-c", program, packageName], where);
}

async function entries(directory: string): Promise<string[]> {
  try {
    return await readdir(directory);
  } catch {
    return [];
  }
}
