import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";

import { type DeploymentTag, formatDeploymentTag } from "@tagform/deployment";
import { UserError } from "@tagform/outcome";

import { PrivateGit, type PrivateGitOptions } from "./private-git";

export interface CloneRequest {
  /** A folder of the user's repository, which is only read. Absolute. */
  readonly repository: string;
  /** The new folder of the clone. Absolute. */
  readonly directory: string;
  /** What the rehearsal deploys. */
  readonly tags: readonly RehearsedTag[];
}

/** A deployment tag, whether it exists or not, and the branch that must hold its commit. */
export interface RehearsedTag {
  readonly tag: DeploymentTag;
  readonly releaseBranch: string;
}

/** A clone that a rehearsal may change. */
export interface PrivateClone {
  readonly directory: string;
  /** Commit that is checked out in the user's repository. */
  readonly head: string;
  /** Tags that the user's repository does not have, made in the clone on `head`. */
  readonly madeTags: readonly string[];
  /** What the user should know, one sentence each. */
  readonly notes: readonly string[];
}

/**
 * Clone the user's repository, with all its references, into a folder of the rehearsal's own.
 *
 * Tags that do not exist are made there on HEAD, annotated, by an explicit rehearsal identity; where HEAD is
 * not on the release branch, that branch is moved to it in the clone, as if it were merged. The user's
 * repository, its index and its references are never written.
 *
 * @throws UserError if it is no repository or has no commit
 */
export async function cloneForRehearsal(
  request: CloneRequest,
  options: PrivateGitOptions,
): Promise<PrivateClone> {
  const git = new PrivateGit(options);
  const head = await headOf(git, request.repository);
  const dirty = await uncommittedChanges(git, request.repository);
  await clone(git, request);
  const made = await makeMissingTags(git, request, head);
  const branches = await provideReleaseBranches(git, request, made, head);
  const notes = [
    ...dirty,
    ...made.map(
      (tag) => `the repository has no tag ${tag}: made in a private clone on HEAD (${head.slice(0, 12)})`,
    ),
    ...branches,
  ];
  return { directory: request.directory, head, madeTags: made, notes };
}

async function headOf(git: PrivateGit, repository: string): Promise<string> {
  const head = await git.resolve(repository, "HEAD^{commit}");
  if (head !== undefined) return head;
  throw new UserError(`repository ${repository} has no commit yet: a rehearsal deploys what is committed`);
}

/** Asked without taking git's index lock, so that not even its timestamps are refreshed. */
async function uncommittedChanges(git: PrivateGit, repository: string): Promise<string[]> {
  if ((await git.text(repository, ["rev-parse", "--is-inside-work-tree"]))?.trim() !== "true") return [];
  const status = await git.text(repository, [
    "--no-optional-locks",
    "status",
    "--porcelain=v1",
    "--no-renames",
  ]);
  const files = (status ?? "").split("\n").filter((line) => line !== "").length;
  if (files === 0) return [];
  const what = files === 1 ? "1 file with uncommitted changes" : `${files} files with uncommitted changes`;
  return [`${what}: uncommitted changes are not part of the rehearsal`];
}

/** The objects stay where they are (nothing is copied or linked); every reference is copied. */
async function clone(git: PrivateGit, { repository, directory }: CloneRequest): Promise<void> {
  await mkdir(dirname(directory), { recursive: true });
  await git.text(repository, [
    "clone",
    "--quiet",
    "--mirror",
    "--shared",
    "--template=",
    "--",
    repository,
    directory,
  ]);
  // Nothing in the clone leads back: no fetch or push can reach the user's repository.
  await git.text(directory, ["config", "--remove-section", "remote.origin"]);
}

async function makeMissingTags(
  git: PrivateGit,
  { directory, tags }: CloneRequest,
  head: string,
): Promise<string[]> {
  const made: string[] = [];
  for (const tag of tags.map((each) => formatDeploymentTag(each.tag))) {
    if ((await git.resolve(directory, `refs/tags/${tag}`)) !== undefined) continue;
    const message = `Rehearsal of ${tag}, made in a private clone`;
    await git.text(directory, ["tag", "--annotate", "--no-sign", "--message", message, "--", tag, head]);
    made.push(tag);
  }
  return made;
}

async function provideReleaseBranches(
  git: PrivateGit,
  { directory, tags }: CloneRequest,
  made: readonly string[],
  head: string,
): Promise<string[]> {
  const notes: string[] = [];
  for (const branch of new Set(tags.map(({ releaseBranch }) => releaseBranch))) {
    const needsHead = tags.some(
      ({ tag, releaseBranch }) => releaseBranch === branch && made.includes(formatDeploymentTag(tag)),
    );
    const why = await whyNotThere(git, directory, branch, needsHead ? head : undefined);
    if (why === undefined) continue;
    await git.text(directory, ["update-ref", `refs/heads/${branch}`, head]);
    notes.push(`${why}: in the private clone HEAD counts as merged, a delivery would refuse its tag`);
  }
  return notes;
}

/** Why the release branch will not do: it is missing, or does not hold the commit `needed`. */
async function whyNotThere(
  git: PrivateGit,
  directory: string,
  branch: string,
  needed: string | undefined,
): Promise<string | undefined> {
  let found = false;
  for (const name of [`refs/remotes/origin/${branch}`, `refs/heads/${branch}`]) {
    const tip = await git.resolve(directory, name);
    if (tip === undefined) continue;
    if (needed === undefined || (await git.isAncestor(directory, needed, tip))) return undefined;
    found = true;
  }
  return found ? `HEAD is not on ${branch} yet` : `there is no branch ${branch}`;
}
