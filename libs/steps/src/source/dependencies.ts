import { mkdir, readdir, readFile, readlink, symlink } from "node:fs/promises";
import { dirname, isAbsolute, join, relative, resolve } from "node:path";

import { UserError } from "@tagform/outcome";
import { InterruptedError, plainEnvironment, run } from "@tagform/toolchain";

import { isMissingFile } from "../json-file";
import { requireTool } from "../require-tool";
import { type StepContext } from "../step-context";
import { type SourceManifest } from "./source-manifest";

interface LockedPackage {
  readonly version?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly optional?: boolean;
  readonly devOptional?: boolean;
}
type LockedPackages = ReadonlyMap<string, LockedPackage>;

const INSTALL = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];

/**
 * Give an exported tree its npm packages.
 *
 * Those of the checkout are linked when npm's own list of what is installed there is what the tree's
 * `package-lock.json` asks for, version by version and checksum by checksum. Else they are installed, without
 * running any script of theirs.
 */
export async function prepareDependencies(
  tree: string,
  context: StepContext,
): Promise<SourceManifest["dependencies"]> {
  const wanted = await readLock(join(tree, "package-lock.json"));
  if (wanted === undefined) return "none";
  const installed = await readLock(join(context.toolRoot, "node_modules", ".package-lock.json"));
  if (installed !== undefined && isSatisfied(wanted, installed)) {
    await linkPackages(context.toolRoot, tree);
    return "linked";
  }
  await install(tree, context);
  return "installed";
}

async function readLock(path: string): Promise<LockedPackages | undefined> {
  try {
    const lock: unknown = JSON.parse(await readFile(path, "utf8"));
    if (typeof lock !== "object" || lock === null || !("packages" in lock)) return undefined;
    const { packages } = lock;
    return typeof packages === "object" && packages !== null ? new Map(Object.entries(packages)) : undefined;
  } catch (error) {
    if (isMissingFile(error) || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Whether exactly the wanted packages are installed; optional ones may be missing (other platforms). */
function isSatisfied(wanted: LockedPackages, installed: LockedPackages): boolean {
  const isPackage = (path: string): boolean => path.startsWith("node_modules/");
  const nothingElse = [...installed.keys()].every((path) => !isPackage(path) || wanted.has(path));
  const allThere = [...wanted].every(([path, want]) => {
    if (!isPackage(path)) return true;
    const have = installed.get(path);
    if (have === undefined) return want.optional === true || want.devOptional === true;
    return have.version === want.version && have.integrity === want.integrity && have.link === want.link;
  });
  return nothingElse && allThere;
}

/** Package by package: a workspace's own packages must be those of the tree, not those of the checkout. */
async function linkPackages(checkout: string, tree: string): Promise<void> {
  const installed = join(checkout, "node_modules");
  const link = async (name: string): Promise<void> => {
    const path = join(tree, "node_modules", name);
    await mkdir(dirname(path), { recursive: true });
    await symlink(await packageTarget(join(installed, name), checkout, path, tree), path);
  };
  for (const name of await readdir(installed)) {
    if (name.startsWith("@")) {
      for (const inner of await readdir(join(installed, name))) await link(join(name, inner));
    } else if (!name.startsWith(".") || name === ".bin") await link(name);
  }
}

async function packageTarget(
  installed: string,
  checkout: string,
  path: string,
  tree: string,
): Promise<string> {
  const target = await readlink(installed).catch(() => undefined);
  if (target === undefined) return installed;
  const inside = relative(checkout, resolve(dirname(installed), target));
  const isWorkspace = !inside.startsWith("..") && !isAbsolute(inside) && !inside.startsWith("node_modules");
  return isWorkspace ? relative(dirname(path), join(tree, inside)) : installed;
}

async function install(tree: string, context: StepContext): Promise<void> {
  const npm = await requireTool("npm", context);
  context.report(
    "source: the commit's package-lock.json asks for other packages, installing them with npm ci",
  );
  const { exitCode, interrupted, stderr } = await run(npm.path, INSTALL, {
    cwd: tree,
    env: plainEnvironment(context.env),
    ownGroup: true,
    signal: context.signal,
  });
  if (interrupted) throw new InterruptedError("npm ci was interrupted");
  if (exitCode !== 0) {
    throw new UserError(`npm ci failed in ${tree} with exit code ${exitCode}:\n${stderr.trim()}`);
  }
}
