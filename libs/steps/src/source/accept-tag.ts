import { type TagSigners } from "@tagform/config";
import { RefusedError } from "@tagform/outcome";
import { type Git, type Signers } from "@tagform/toolchain";

import { readReleaseTag, type ReleaseRepository, type ReleaseTag } from "./release-tag";

/** Where a tag is, and what it must be. */
export interface TagRules extends ReleaseRepository {
  /**
   * The file with the keys whose signatures count, read at the release branch.
   *
   * @default - a tag needs no signature
   */
  readonly signedTags?: TagSigners | undefined;
}

/** A tag that may be delivered. */
export interface AcceptedTag extends ReleaseTag {
  /** Whose signature was verified; absent where none is asked for. */
  readonly signedBy?: string;
}

/**
 * Find the tag and the commit that it stands for, if a delivery takes it: annotated, on a commit of the release branch,
 * signed by a key that counts.
 *
 * @throws UserError if there is no such tag or release branch, RefusedError if the tag may not be deployed
 */
export async function acceptTag(git: Git, rules: TagRules, name: string): Promise<AcceptedTag> {
  const release = await readReleaseTag(git, rules, name);
  if (rules.signedTags === undefined) return release;
  return { ...release, signedBy: await signerOf(git, release, rules.signedTags) };
}

async function signerOf(git: Git, release: ReleaseTag, signedTags: TagSigners): Promise<string> {
  const { name, tagObject, tip, branch } = release;
  const path = signedTags.allowedSigners ?? signedTags.gpgKeys;
  const text = await git.readFile(tip, path);
  if (text === undefined) {
    throw new RefusedError(
      `tag "${name}" needs a signature by a key of ${path}, and ${branch} has no such file: ` +
        "add it to the release branch, or correct signedTags of the environment",
    );
  }
  const kind: Signers["kind"] = signedTags.gpgKeys === undefined ? "ssh" : "gpg";
  const verdict = await git.verifyTag(tagObject, { kind, text });
  if (verdict.valid) return verdict.signer;
  throw new RefusedError(
    `tag "${name}" needs ${kind === "ssh" ? "an SSH" : "a GnuPG"} signature by a key of ${path} as ${branch} has it, ` +
      `and has none (${verdict.reason}): delete it, and make it anew with tagform tag --sign or git tag -s`,
  );
}
