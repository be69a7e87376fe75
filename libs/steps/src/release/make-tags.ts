import { UserError } from "@tagform/outcome";
import { type PushResult, type WritableGit } from "@tagform/toolchain";

import { type ProposedTag } from "./propose-tags";

/** A proposed tag with all that its object will say. */
export interface WrittenTag extends ProposedTag {
  readonly message: string;
}

/**
 * Make the tags in this repository, in their order. Nothing leaves it.
 *
 * @throws UserError that also names the tags that were made before the one that failed
 */
export async function makeTags(git: WritableGit, tags: readonly WrittenTag[], sign: boolean): Promise<void> {
  const made: string[] = [];
  for (const { name, commit, message } of tags) {
    try {
      await git.createTag({ name, commit, message, sign });
    } catch (cause) {
      if (made.length === 0 || !(cause instanceof UserError)) throw cause;
      throw new UserError(`${cause.message}\nmade before: ${made.join(", ")}`, { cause });
    }
    made.push(name);
  }
}

/**
 * Push tags to a remote, one reference per push and in their order: GitHub tells nobody of tags that come more than
 * three at once. One that is refused does not keep the others back.
 */
export async function pushTags(
  git: WritableGit,
  { remote, names, signal }: { remote: string; names: readonly string[]; signal: AbortSignal },
): Promise<Map<string, PushResult>> {
  const results = new Map<string, PushResult>();
  for (const name of names) {
    const result: PushResult = signal.aborted
      ? { pushed: false, reason: "interrupted" }
      : await git.pushTag(remote, name);
    results.set(name, result);
  }
  return results;
}

/** The command with which a person pushes one tag. */
export function pushCommand(remote: string, name: string): string {
  return `git push ${remote} refs/tags/${name}`;
}
