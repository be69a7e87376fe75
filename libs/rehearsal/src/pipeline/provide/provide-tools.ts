import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, realpath, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { prepareDependencies, type StepContext } from "@tagform/steps";

/** What set-up installed besides npm packages; what programs make there is the tree's own. */
const TOOLS = ["bin", "tflint.d", "offered", "offered.json"];
/** In a Python environment: of which requirements it is, and of which tree. */
const PYTHON_STAMP = ".tagform-requirements";

/**
 * Gives a tree the tool chain that this machine has already, where set-up of the tree then finds it. What it does not
 * find, or not as the tree's lock file says, it installs as it would in CodeBuild.
 */
export async function provideTools(tree: string, context: StepContext): Promise<void> {
  const lock = join(tree, "package-lock.json");
  if (!existsSync(lock)) return;
  if (!existsSync(join(tree, "node_modules"))) {
    await prepareDependencies(tree, context);
    const digest = createHash("sha256")
      .update(await readFile(lock))
      .digest("hex");
    await writeFile(join(tree, "node_modules/.tagform-lock"), `${digest}\n`);
  }
  await mkdir(join(tree, ".tagform"), { recursive: true });
  for (const name of TOOLS) {
    const installed = join(context.toolRoot, ".tagform", name);
    const path = join(tree, ".tagform", name);
    if (existsSync(installed) && !existsSync(path)) await symlink(installed, path);
  }
  await providePython(tree, join(context.toolRoot, ".tagform/venv"));
}

/** An environment at a path of the tree's own, as set-up asks, whose packages are those of this machine. */
async function providePython(tree: string, installed: string): Promise<void> {
  const own = join(tree, ".tagform/venv");
  if (!existsSync(join(installed, PYTHON_STAMP)) || existsSync(own)) return;
  const [digest = ""] = (await readFile(join(installed, PYTHON_STAMP), "utf8")).split(" ");
  await mkdir(own);
  const entries = (await readdir(installed)).filter((name) => name !== PYTHON_STAMP);
  await Promise.all(entries.map((name) => symlink(join(installed, name), join(own, name))));
  await writeFile(join(own, PYTHON_STAMP), `${digest} ${await realpath(tree)}\n`);
}
