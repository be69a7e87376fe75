import { formatCell } from "@tagform/deployment";
import { type Git } from "@tagform/toolchain";

import { type ProposedTag } from "./propose-tags";

const MOST_COMMITS = 20;

/** What a tag says when nobody wrote a message: what is deployed where, and which commits are new there. */
export async function deployMessage(git: Git, tag: ProposedTag): Promise<string> {
  const { cell, version } = tag;
  return [`Deploy ${formatCell(cell)} ${version}`, "", await changesSince(git, tag)].join("\n");
}

/** The commits since the cell's highest version, for people: in a message, on a terminal. */
async function changesSince(git: Git, { commit, previous }: ProposedTag): Promise<string> {
  const short = commit.slice(0, 12);
  if (previous === undefined) return `Commit ${short}, the first version.`;
  const { version, commit: base } = previous;
  if (base === undefined) return `Commit ${short}, after ${version}.`;
  if (base === commit) return `Commit ${short}, the same as ${version}.`;
  const commits = await git.commitsBetween(base, commit, MOST_COMMITS + 1);
  if (commits.length === 0) return `Commit ${short}, which is older than ${version}.`;
  const more = commits.length > MOST_COMMITS ? ["  and more"] : [];
  return [
    `Commit ${short}, new since ${version}:`,
    ...commits.slice(0, MOST_COMMITS).map(({ id, subject }) => `  ${id.slice(0, 12)} ${printable(subject)}`),
    ...more,
  ].join("\n");
}

/** A subject of a commit must not steer the terminal of whoever reads the tag. */
const printable = (text: string): string => text.replace(/\p{Cc}/gu, "?");
