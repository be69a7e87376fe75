import { RefusedError } from "@tagform/outcome";

/** What a tag stood for in an earlier run. */
export interface KnownTag {
  readonly tagObject: string;
  readonly commit: string;
}

/** A tag that stands for something else than it did when it was deployed. */
export function movedTag(now: KnownTag & { readonly tag: string }, known: KnownTag): RefusedError {
  return new RefusedError(
    `tag "${now.tag}" was moved: it was deployed as commit ${known.commit} (tag object ${known.tagObject}), now it ` +
      `is commit ${now.commit} (tag object ${now.tagObject}): a deployed tag stays, make a new version instead`,
  );
}
