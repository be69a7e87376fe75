import { parseDeploymentTag } from "@tagform/deployment";

import { type AcceptedTag } from "./accept-tag";
import { type SourceManifest } from "./source-manifest";

/** The manifest of an accepted tag whose tree was exported. */
export function manifestOf(
  release: AcceptedTag,
  exported: Pick<SourceManifest, "digest" | "dependencies" | "notes">,
): SourceManifest {
  const { name, facts, tagObject, commit, branch, signedBy } = release;
  return {
    tag: name,
    ...parseDeploymentTag(name),
    ...facts,
    ...(signedBy === undefined ? {} : { signedBy }),
    tagObject,
    commit,
    branch,
    tree: "source",
    ...exported,
  };
}
