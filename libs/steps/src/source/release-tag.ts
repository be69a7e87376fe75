import { RefusedError, UserError } from "@tagform/outcome";
import { type AnnotatedTag, type Git } from "@tagform/toolchain";

import { type SourceManifest } from "./source-manifest";

/** An annotated tag on a commit of the release branch. */
export interface ReleaseTag {
  readonly name: string;
  readonly tagObject: string;
  readonly commit: string;
  /** Full name of the branch on which the commit is. */
  readonly branch: string;
  /** Commit that the branch points to. */
  readonly tip: string;
  readonly facts: Pick<SourceManifest, "tagger" | "taggedAt" | "message" | "signed">;
}

/** Where the release branch is looked for, in this order. */
const BRANCHES = ["refs/remotes/origin", "refs/heads"] as const;

interface BranchTip {
  readonly branch: string;
  /** Undefined if there is no such branch. */
  readonly tip: string | undefined;
}

/** Where a tag is. */
export interface ReleaseRepository {
  /** A folder of the repository. */
  readonly repository: string;
  /** The branch that must hold the tagged commit: `main`. */
  readonly releaseBranch: string;
}

/**
 * Find the tag and the commit that it stands for.
 *
 * @throws UserError if there is no such tag or release branch, RefusedError if the tag may not be deployed
 */
export async function readReleaseTag(git: Git, where: ReleaseRepository, name: string): Promise<ReleaseTag> {
  // Git's programs start slowly: what does not depend on each other is asked at once.
  const [tagObject, ...tips] = await Promise.all([
    git.resolve(`refs/tags/${name}`),
    ...BRANCHES.map((folder) => branchTip(git, `${folder}/${where.releaseBranch}`)),
  ]);
  if (tagObject === undefined) {
    throw new UserError(
      `repository ${where.repository} has no tag "${name}": ` +
        `make it with git tag -a ${name} <commit>, or get it with git fetch --tags`,
    );
  }
  await assertAnnotated(git, name, tagObject);
  const tag = await git.readTag(tagObject);
  assertTagsACommit(tag, name);
  const branch = await branchOf(git, where, tips, { name, commit: tag.object });
  const { tagger, taggedAt, message, signed } = tag;
  return { name, tagObject, commit: tag.object, ...branch, facts: { tagger, taggedAt, message, signed } };
}

async function assertAnnotated(git: Git, name: string, tagObject: string): Promise<void> {
  const type = await git.objectType(tagObject);
  if (type === "tag") return;
  throw new RefusedError(
    `tag "${name}" is a lightweight tag on ${type} ${tagObject}, which does not say who made it and when: ` +
      `replace it by an annotated one: git tag -d ${name} && git tag -a ${name} ${tagObject}`,
  );
}

function assertTagsACommit(tag: AnnotatedTag, name: string): void {
  if (tag.name !== name) {
    throw new RefusedError(
      `tag "${name}" points to a tag object made for ${JSON.stringify(tag.name)}: ` +
        `make the tag anew with git tag -a ${name} <commit>`,
    );
  }
  if (tag.type !== "commit") {
    throw new RefusedError(`tag "${name}" tags a ${tag.type}, only a commit can be deployed`);
  }
}

async function branchTip(git: Git, branch: string): Promise<BranchTip> {
  return { branch, tip: await git.resolve(branch) };
}

async function branchOf(
  git: Git,
  { repository, releaseBranch }: ReleaseRepository,
  tips: readonly BranchTip[],
  { name, commit }: { readonly name: string; readonly commit: string },
): Promise<Pick<ReleaseTag, "branch" | "tip">> {
  const looked: string[] = [];
  for (const { branch, tip } of tips) {
    if (tip === undefined) continue;
    if (await git.isAncestor(commit, tip)) return { branch, tip };
    looked.push(branch);
  }
  if (looked.length === 0) {
    throw new UserError(
      `repository ${repository} has no branch ${releaseBranch}, neither its own nor of origin: ` +
        `get it with git fetch origin ${releaseBranch}`,
    );
  }
  const shallow = (await git.isShallow())
    ? "; this clone is shallow and may miss history: git fetch --unshallow"
    : "";
  throw new RefusedError(
    `tag "${name}" is on commit ${commit}, which is not on the release branch ${releaseBranch} ` +
      `(looked at ${looked.join(", ")}): merge it first, and tag the commit that is on ${releaseBranch}${shallow}`,
  );
}
