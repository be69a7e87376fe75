import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

import { digestOfFile } from "../digest";
import { isMissingFile } from "../json-file";
import { type RunDirectory } from "../run-directory";
import { lockedProviders } from "./lock-file";
import { type PlanFileContent } from "./plan-file";

/** Dependency lock file of the planned folder. */
export const LOCK_FILE = ".terraform.lock.hcl";

/** What terraform copies into a plan file of the files in its folder. */
const CONFIGURATION = /\.(tf|tofu)(\.json)?$/;

/**
 * Where what terraform put into the plan file differs from the planned folder: somebody changed the folder while it was
 * planned, or the plan file afterwards.
 */
export async function planFileProblems(files: RunDirectory, content: PlanFileContent): Promise<string[]> {
  const problems = await configurationProblems(files, content);
  return [...problems, ...(await lockFileProblems(files, content))];
}

/** Text of the dependency lock file of the planned folder; empty without one, as where no provider is used. */
export async function readLockFile({ work }: RunDirectory): Promise<string> {
  return readFile(join(work, LOCK_FILE), "utf8").catch((error: unknown) => {
    if (isMissingFile(error)) return "";
    throw error;
  });
}

async function configurationProblems(
  { work }: RunDirectory,
  { rootModule }: PlanFileContent,
): Promise<string[]> {
  const names = (await readdir(work)).filter((name) => CONFIGURATION.test(name));
  const all = [...new Set([...names, ...Object.keys(rootModule)])].sort();
  const compared = all.map(async (name) => {
    const here = names.includes(name) ? await digestOfFile(join(work, name)) : undefined;
    return rootModule[name] === here
      ? []
      : [`configuration inside the plan file: ${name} is not what was planned`];
  });
  return (await Promise.all(compared)).flat();
}

/** By what they say: terraform writes the copy in its own words. */
async function lockFileProblems(files: RunDirectory, { lockFile }: PlanFileContent): Promise<string[]> {
  const [inside, here] = [lockedProviders(lockFile), lockedProviders(await readLockFile(files))];
  const sources = [...new Set([...Object.keys(inside), ...Object.keys(here)])].sort();
  return sources
    .filter((source) => JSON.stringify(inside[source]) !== JSON.stringify(here[source]))
    .map(
      (source) =>
        `lock file inside the plan file: version or checksums of ${source} are not the planned ones`,
    );
}
