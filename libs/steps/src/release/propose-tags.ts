import {
  type Cell,
  formatCell,
  formatDeploymentTag,
  isVersion,
  parseDeploymentTag,
} from "@tagform/deployment";
import { formatIssues, type Issue, RefusedError, UserError } from "@tagform/outcome";
import { type WritableGit } from "@tagform/toolchain";

import { highestVersion, nextVersion, versionProblem } from "./next-version";
import { releaseCommit, type ReleaseRepository } from "./release-commit";

export interface ProposeRequest extends ReleaseRepository {
  readonly cells: readonly Cell[];
  /** The commit to be deployed: `HEAD`, an object id. */
  readonly revision: string;
  /**
   * Version of all cells.
   *
   * @default - the next one of each cell
   */
  readonly version?: string;
  /** Whether the remote is asked for tags that this clone does not have. */
  readonly asksRemote: boolean;
}

/** A deployment tag that does not exist yet. */
export interface ProposedTag {
  readonly name: string;
  readonly cell: Cell;
  readonly version: string;
  /** Object id of the commit to be deployed. */
  readonly commit: string;
  /** Highest version of the cell until now; its commit is unknown when only the remote has that tag. */
  readonly previous?: { readonly version: string; readonly commit?: string };
}

/**
 * The next tag of each cell, on one commit. Nothing is made.
 *
 * @throws RefusedError with all that a delivery would refuse, UserError if there is no such commit or remote
 */
export async function proposeTags(git: WritableGit, request: ProposeRequest): Promise<ProposedTag[]> {
  const { cells, revision, version } = request;
  const commit = await releaseCommit(git, request, revision);
  const highest = await highestVersions(git, request);
  const issues: Issue[] = [];
  const proposed: ProposedTag[] = [];
  for (const cell of cells) {
    const name = formatCell(cell);
    const last = highest.get(name);
    const problem = version === undefined ? undefined : versionProblem(version, last);
    if (problem !== undefined) issues.push({ path: name, message: problem });
    else proposed.push(await propose(git, cell, version ?? nextVersion(last), commit, last));
  }
  if (issues.length > 0) throw new RefusedError(formatIssues("the version", issues));
  return proposed;
}

/** {@link proposeTags} of one cell. */
export async function proposeTag(
  git: WritableGit,
  { cell, ...request }: Omit<ProposeRequest, "cells"> & { readonly cell: Cell },
): Promise<ProposedTag> {
  const [tag] = await proposeTags(git, { ...request, cells: [cell] });
  if (tag === undefined) throw new Error(`no tag was proposed for ${formatCell(cell)}`);
  return tag;
}

async function propose(
  git: WritableGit,
  cell: Cell,
  version: string,
  commit: string,
  last: string | undefined,
): Promise<ProposedTag> {
  const name = formatDeploymentTag({ cell, version });
  parseDeploymentTag(name);
  if (last === undefined) return { name, cell, version, commit };
  const tagged = await git.resolve(`refs/tags/${formatDeploymentTag({ cell, version: last })}^{commit}`);
  const previous = { version: last, ...(tagged === undefined ? {} : { commit: tagged }) };
  return { name, cell, version, commit, previous };
}

/** Highest version of each cell, by the cell's text. What looks like a tag but has no version counts for nothing. */
async function highestVersions(
  git: WritableGit,
  { cells, remote, asksRemote }: ProposeRequest,
): Promise<Map<string, string | undefined>> {
  const names = cells.map(formatCell);
  const ofRemote = asksRemote ? await remoteTags(git, remote, names) : [];
  const highest = new Map<string, string | undefined>();
  for (const name of names) {
    const tags = [...(await git.listTags(name)), ...ofRemote.filter((tag) => tag.startsWith(`${name}/`))];
    highest.set(name, highestVersion(tags.map((tag) => tag.slice(name.length + 1)).filter(isVersion)));
  }
  return highest;
}

async function remoteTags(git: WritableGit, remote: string, folders: readonly string[]): Promise<string[]> {
  const remotes = await git.remotes();
  if (!remotes.includes(remote)) {
    const known = remotes.length === 0 ? "the repository has none" : `it has ${remotes.join(", ")}`;
    throw new UserError(
      `there is no remote ${JSON.stringify(remote)}, ${known}: git remote add, or --remote`,
    );
  }
  return git.listRemoteTags(remote, folders);
}
