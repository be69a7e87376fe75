import { RefusedError, UserError } from "@tagform/outcome";
import { type Git } from "@tagform/toolchain";

/** Where tags are made, and where they will be looked at. */
export interface ReleaseRepository {
  /** A folder of the repository. */
  readonly repository: string;
  readonly releaseBranch: string;
  /** Name of the remote whose pipelines deploy. */
  readonly remote: string;
}

/**
 * The commit that a revision names, if a delivery would accept a tag on it: it must be on the release branch, as the
 * remote had it when this clone last fetched. A clone that has no such remote is judged by its own branch.
 *
 * @throws UserError if there is no such commit or branch, RefusedError if the commit may not be deployed
 */
export async function releaseCommit(git: Git, where: ReleaseRepository, revision: string): Promise<string> {
  const { repository, releaseBranch, remote } = where;
  const commit = await git.resolve(`${revision}^{commit}`);
  if (commit === undefined)
    throw new UserError(`repository ${repository} has no commit ${JSON.stringify(revision)}`);
  const hasRemote = (await git.remotes()).includes(remote);
  const own = `refs/heads/${releaseBranch}`;
  const branch = hasRemote ? `refs/remotes/${remote}/${releaseBranch}` : own;
  const tip = await git.resolve(branch);
  if (tip === undefined) {
    const what = hasRemote ? `: get it with git fetch ${remote} ${releaseBranch}` : "";
    throw new UserError(`repository ${repository} has no branch ${branch}${what}`);
  }
  if (await git.isAncestor(commit, tip)) return commit;
  throw new RefusedError(
    `commit ${commit.slice(0, 12)} is not on the release branch ${releaseBranch} (looked at ${branch}): ` +
      (await remedy(git, { commit, own, hasRemote }, where)),
  );
}

async function remedy(
  git: Git,
  { commit, own, hasRemote }: { readonly commit: string; readonly own: string; readonly hasRemote: boolean },
  { releaseBranch, remote }: ReleaseRepository,
): Promise<string> {
  if (await git.isShallow()) return "this clone is shallow and may miss history: git fetch --unshallow";
  const ownTip = hasRemote ? await git.resolve(own) : undefined;
  return ownTip !== undefined && (await git.isAncestor(commit, ownTip))
    ? `it is on your own ${releaseBranch} only: push that first, git push ${remote} ${releaseBranch}`
    : `merge it first, and tag the commit that is on ${releaseBranch}; ` +
        `if it was merged, git fetch ${remote} ${releaseBranch}`;
}
