import { type CellStatus, commitsBehind, requireTool } from "@tagform/steps";
import { Git } from "@tagform/toolchain";
import type { Environment } from "@tagform/workload-catalog";

import type { Context } from "../context";
import { stepContext } from "./step-context";

/** How many commits of its release branch the deployed commit of a cell lacks; null where that cannot be said. */
export type BehindOf = (cell: CellStatus) => number | null;

/** Counts for all cells at once, with one call of git for each release branch. */
export async function countBehind(
  context: Context,
  environments: readonly Environment[],
  cells: readonly CellStatus[],
): Promise<BehindOf> {
  const branches = new Map<string, string>(
    environments.map(({ name, releaseBranch }) => [name, releaseBranch]),
  );
  const counts = new Map<string, ReadonlyMap<string, number>>();
  for (const branch of new Set(branches.values())) {
    const deployed = cells.filter(({ environment }) => branches.get(environment) === branch);
    const commits = deployed.flatMap((cell) => cell.deployed?.commit ?? []);
    if (commits.length > 0) counts.set(branch, commitsBehind(await historyOf(context, branch), commits));
  }
  return ({ environment, deployed }) =>
    counts.get(branches.get(environment) ?? "")?.get(deployed?.commit ?? "") ?? null;
}

/** Of the branch as origin has it, else of the own one. */
async function historyOf(context: Context, releaseBranch: string): Promise<string> {
  const own = stepContext(context);
  const { path } = await requireTool("git", own);
  const git = new Git({ path, repository: context.root, env: context.env, signal: context.signal });
  for (const branch of [`refs/remotes/origin/${releaseBranch}`, `refs/heads/${releaseBranch}`]) {
    if ((await git.resolve(branch)) !== undefined) return git.history(branch);
  }
  context.note(
    `status: this repository has no branch ${releaseBranch}, so nothing is said about commits behind it: ` +
      `git fetch origin ${releaseBranch}`,
  );
  return "";
}
