import { UserError } from "@tagform/outcome";

/** Variables by which a build of the source project learns its tag. */
const BY_EVENT = "TAGFORM_TAG";
const BY_WEBHOOK = "CODEBUILD_WEBHOOK_TRIGGER";
const WEBHOOK_TAG = "tag/";

/**
 * The tag that a build of the source project was started for: by an event of CodeCommit (`TAGFORM_TAG`), or by CodeBuild's
 * own webhook (`CODEBUILD_WEBHOOK_TRIGGER`, `tag/<name>`). Undefined for a build that neither started: a sweep.
 *
 * @throws UserError for a build of something else than a tag
 */
export function wantedTag(env: Readonly<Record<string, string>>): string | undefined {
  // CodeBuild passes a variable that has no value as an empty one.
  const { [BY_EVENT]: tag = "", [BY_WEBHOOK]: trigger = "" } = env;
  if (tag !== "") return tag;
  if (trigger === "") return undefined;
  if (trigger.startsWith(WEBHOOK_TAG)) return trigger.slice(WEBHOOK_TAG.length);
  throw new UserError(
    `${BY_WEBHOOK} is "${trigger}", only "${WEBHOOK_TAG}<name>" is published: ` +
      "let the webhook of the source project fire for tags alone",
  );
}
