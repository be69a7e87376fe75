import { rename, rm } from "node:fs/promises";

import { formatDeploymentTag, parseDeploymentTag } from "@tagform/deployment";
import { UserError } from "@tagform/outcome";
import { Git } from "@tagform/toolchain";

import { writeJson } from "../json-file";
import { requireTool } from "../require-tool";
import { runDirectory } from "../run-directory";
import { type StepContext } from "../step-context";
import { type AcceptedTag, acceptTag, type TagRules } from "./accept-tag";
import { prepareDependencies } from "./dependencies";
import { exportTree } from "./export-tree";
import { type KnownTag, movedTag } from "./known-tag";
import { manifestOf } from "./manifest";
import { type SourceManifest } from "./source-manifest";

export interface SourceRequest extends TagRules {
  /** The run directory. */
  readonly run: string;
  /** Text of the deployment tag. */
  readonly tag: string;
  /**
   * What earlier runs recorded about the tag, so that a tag that was moved since is refused.
   *
   * @default - nothing is known; plan compares with the records beside the state
   */
  readonly knownTag?: (tag: string) => Promise<KnownTag | undefined>;
}

/**
 * Export what a deployment tag names, and nothing else, into the run directory.
 *
 * The tag must be annotated, signed where that is asked for, must not have been moved, and its commit must be on the
 * release branch. The commit's tree is exported, never a working tree or the head of a branch.
 *
 * @throws RefusedError if the tag may not be deployed, UserError if there is no such tag
 */
export async function source(request: SourceRequest, context: StepContext): Promise<SourceManifest> {
  const tag = parseDeploymentTag(request.tag);
  const { path } = await requireTool("git", context);
  const { env, signal } = context;
  const git = new Git({ path, repository: request.repository, env, signal });
  const release = await acceptTag(git, request, formatDeploymentTag(tag));
  await assertNotMoved(request, release);

  const files = runDirectory(request.run);
  const notes = await exportAside(git, release.commit, files.source);
  const dependencies = await prepareDependencies(files.source, context);
  const digest = await git.treeOf(release.commit);
  const manifest = manifestOf(release, { digest, dependencies, notes });
  await writeJson(files.sourceManifest, manifest);
  context.report(`source: ${describe(manifest)}`);
  for (const note of notes) context.report(`source: ${printable(note)}`);
  return manifest;
}

function describe({ tag, commit, branch, tagger, taggedAt }: SourceManifest): string {
  const by = printable(`${tagger.name} <${tagger.email}>`);
  return `tag ${tag} is commit ${commit.slice(0, 12)} on ${branch}, tagged by ${by} at ${taggedAt}`;
}

/** Names in a repository must not steer the terminal. */
function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, "?");
}

async function assertNotMoved({ knownTag, tag }: SourceRequest, release: AcceptedTag): Promise<void> {
  const known = await knownTag?.(tag);
  if (known !== undefined && known.tagObject !== release.tagObject)
    throw movedTag({ ...release, tag }, known);
}

/** The folder appears whole or not at all. */
async function exportAside(git: Git, commit: string, directory: string): Promise<string[]> {
  const partial = `${directory}.partial`;
  await rm(partial, { recursive: true, force: true });
  const notes = await exportTree(git, commit, partial);
  try {
    await rename(partial, directory);
  } catch (cause) {
    await rm(partial, { recursive: true, force: true });
    throw new UserError(`${directory} is already there: a run directory holds one run, use a new one`, {
      cause,
    });
  }
  return notes;
}
