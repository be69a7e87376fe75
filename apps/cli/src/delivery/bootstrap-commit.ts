import { RefusedError } from "@tagform/outcome";
import { openGit, releaseCommit } from "@tagform/steps";

import type { Context } from "../context";
import { stepContext } from "./step-context";

/**
 * Refuses a working tree that is not a commit of the release branch: what is made from it would be changed back by the
 * next delivery, and nobody could tell from what it was made.
 *
 * @throws RefusedError that says what to do; UserError if there is no such branch
 */
export async function assertReleasedCommit(context: Context, releaseBranch: string): Promise<void> {
  const git = await openGit(context.root, stepContext(context));
  if (await git.isDirty()) {
    throw new RefusedError(
      "the working tree has changes that are not committed: commit and merge them, or say --working-tree to take it as it is",
    );
  }
  const where = { repository: context.root, releaseBranch, remote: "origin" };
  const commit = await releaseCommit(git, where, "HEAD");
  context.note(`bootstrap: commit ${commit.slice(0, 12)} of ${releaseBranch}`);
}
