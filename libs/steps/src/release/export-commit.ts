import { type Git } from "@tagform/toolchain";

import { runDirectory } from "../run-directory";
import { prepareDependencies } from "../source/dependencies";
import { exportTree } from "../source/export-tree";
import { type StepContext } from "../step-context";

/** Export a commit that has no tag yet into a new run directory, so that its own program can be asked. */
export async function exportCommit(
  git: Git,
  { commit, run }: { readonly commit: string; readonly run: string },
  context: StepContext,
): Promise<void> {
  const { source } = runDirectory(run);
  await exportTree(git, commit, source);
  await prepareDependencies(source, context);
}
