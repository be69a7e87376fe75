import { type Cell } from "@tagform/deployment";

import { type RunFile } from "../json-file";

/** What was exported from git: the content of `source.json`. */
export interface SourceManifest {
  readonly tag: string;
  readonly version: string;
  readonly cell: Cell;
  /** Object id of the annotated tag itself; a tag that was moved has another. */
  readonly tagObject: string;
  readonly commit: string;
  /** Full name of the branch that holds the commit: `refs/remotes/origin/main` or `refs/heads/main`. */
  readonly branch: string;
  readonly tagger: { readonly name: string; readonly email: string };
  /** When the tag was made, ISO 8601 with the tagger's offset. */
  readonly taggedAt: string;
  /** Message of the tag, without its signature. */
  readonly message: string;
  /** Whether the tag carries a signature; it is verified where the environment asks for one. */
  readonly signed: boolean;
  /** Whose signature was verified: `ada@example.com (SHA256:...)`; absent where the environment asks for none. */
  readonly signedBy?: string;
  /** When it was stored for a pipeline, ISO 8601, UTC; absent in a run that was never published. */
  readonly publishedAt?: string;
  /** Folder of the exported tree, relative to the run directory. */
  readonly tree: string;
  /** Git's object id of the exported tree: the digest of every file, name and mode in it. */
  readonly digest: string;
  /** How the tree got its npm packages; `none`: it needs none, or whoever runs its program installs them. */
  readonly dependencies: "linked" | "installed" | "none";
  /** What a git tree cannot hold, for people: submodules, files in Git LFS. */
  readonly notes: readonly string[];
}

export const SOURCE_MANIFEST: RunFile<SourceManifest> = {
  name: "source manifest",
  writtenBy: "tagform source",
  shape: {
    tag: "string",
    version: "string",
    cell: "object",
    tagObject: "string",
    commit: "string",
    branch: "string",
    tagger: "object",
    taggedAt: "string",
    message: "string",
    signed: "boolean",
    tree: "string",
    digest: "string",
    dependencies: "string",
    notes: "array",
  },
};
