import { WritableGit } from "@tagform/toolchain";

import { requireTool } from "../require-tool";
import { type StepContext } from "../step-context";

/** Git in a repository, as the user who makes tags there. */
export async function openGit(repository: string, context: StepContext): Promise<WritableGit> {
  const { path } = await requireTool("git", context);
  return new WritableGit({ path, repository, env: context.env, signal: context.signal });
}
