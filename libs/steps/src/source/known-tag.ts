import { RefusedError } from "@tagform/outcome";

/** What a tag stood for in an earlier run. */
export interface KnownTag {
  readonly tagObject: string;
  readonly commit: string;
}

/** A tag that stands for something else than it did when it was deployed, or queued for that. */
export function movedTag(
  now: KnownTag & { readonly tag: string },
  known: KnownTag,
  became: "deployed" | "queued" = "deployed",
): RefusedError {
  return new RefusedError(
    `tag "${now.tag}" was moved: it was ${became} as commit ${known.commit} (tag object ${known.tagObject}), now it ` +
      `is commit ${now.commit} (tag object ${now.tagObject}): a ${became} tag stays, make a new version instead`,
  );
}
