import { type Cloud } from "../cloud";
import { type Destination } from "../destination";
import { movedTag } from "../source/known-tag";
import { type SourceManifest } from "../source/source-manifest";
import { tagsOnRecord } from "./tags-on-record";

/**
 * Refuse a tag that an earlier run deployed to this cell as something else: a deployed tag is never moved.
 *
 * @throws RefusedError if it was moved, UserError if the records beside the state cannot be read
 */
export async function assertTagWasNotMoved(
  manifest: SourceManifest,
  cloud: Cloud,
  { state }: Destination,
): Promise<void> {
  const { tags } = await tagsOnRecord(cloud, state, new Set([manifest.version]));
  const known = tags.find(({ tag, deployed }) => deployed && tag === manifest.tag);
  if (known !== undefined && known.tagObject !== manifest.tagObject) throw movedTag(manifest, known);
}
