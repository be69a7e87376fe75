import { type Cell, formatCell } from "@tagform/deployment";
import { EXIT, RefusedError, UserError } from "@tagform/outcome";
import { exportCommit } from "@tagform/steps";
import type { Git } from "@tagform/toolchain";

import type { Context } from "../context";
import { withTemporaryRun } from "./look";
import { stepContext } from "./step-context";
import { runProgramOfCommit } from "./synthesize-commit";

/**
 * Refuses cells that a commit does not describe. The working tree, which the cells were chosen from, answers for its own
 * commit when nothing in it is changed; else the commit's own program is asked, without credentials.
 *
 * @throws RefusedError that names the cells, UserError with what the commit's program said if its data is wrong
 */
export async function assertCommitHasCells(
  context: Context,
  git: Git,
  commit: string,
  cells: readonly Cell[],
): Promise<void> {
  const isDirty = await git.isDirty();
  if (isDirty) {
    context.note(
      `the working tree has changes that are not committed: they are not part of commit ${commit.slice(0, 12)}`,
    );
  }
  if (!isDirty && commit === (await git.resolve("HEAD"))) return;
  const described = await cellsOfCommit(context, git, commit);
  const missing = cells.map(formatCell).filter((name) => !described.has(name));
  if (missing.length > 0) {
    throw new RefusedError(
      `commit ${commit.slice(0, 12)} does not describe ${missing.join(", ")}, only the working tree does: ` +
        "commit the data and tag that commit, or leave the cell out",
    );
  }
}

async function cellsOfCommit(context: Context, git: Git, commit: string): Promise<ReadonlySet<string>> {
  context.status.start("the commit lists its cells");
  try {
    return await withTemporaryRun(context.root, async (run) => {
      await exportCommit(git, { commit, run }, stepContext(context));
      const { exitCode, stdout, stderr } = await runProgramOfCommit(context, run, ["list", "--json"]);
      if (exitCode !== EXIT.ok) {
        throw new UserError(`commit ${commit.slice(0, 12)} cannot list its cells:\n${stderr.trim()}`);
      }
      const listed = JSON.parse(stdout) as readonly { readonly cell: string }[];
      return new Set(listed.map(({ cell }) => cell));
    });
  } finally {
    context.status.stop();
  }
}
