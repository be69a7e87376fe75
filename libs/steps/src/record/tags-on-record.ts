import { compareVersions, isVersion, recordsFolder, type StateLocation } from "@tagform/deployment";

import { type Cloud } from "../cloud";
import { type KnownTag } from "../source/known-tag";
import { eachKey, type PastRecord, readRecord, unreadableRecords } from "./read-records";
import { storageClient } from "./record-storage";

/** What a record says about the tag of its run. */
export interface RecordedTag extends KnownTag {
  readonly tag: string;
  /** Whether the run came as far as apply; one that ended before changed nothing, and its tag may still be corrected. */
  readonly deployed: boolean;
}

/** What the records of a cell know about its tags, whatever deployed them: a pipeline, a laptop. */
export interface TagsOnRecord {
  /** Highest version that any run had; absent if there was no run. */
  readonly highest?: string;
  /** One for each run that had one of the versions asked for, oldest first. */
  readonly tags: readonly RecordedTag[];
}

const VERSION_IN_KEY = /\/\d{8}T\d{9}Z_(?<version>[0-9.]+)_[0-9a-f]+\.json$/;

/**
 * What the records beside a state know about these versions; the others cost a line of a listing each.
 *
 * @throws UserError if they cannot be read
 */
export async function tagsOnRecord(
  cloud: Cloud,
  state: StateLocation,
  versions: ReadonlySet<string>,
): Promise<TagsOnRecord> {
  const client = await storageClient(cloud, state);
  const folder = recordsFolder(state);
  const tags: RecordedTag[] = [];
  let highest: string | undefined;
  try {
    for await (const key of eachKey(client, state.bucket, folder)) {
      const version = VERSION_IN_KEY.exec(key)?.groups?.["version"];
      if (version === undefined || !isVersion(version)) continue;
      if (highest === undefined || compareVersions(version, highest) > 0) highest = version;
      if (versions.has(version)) tags.push(...recordedTag(await readRecord(client, state.bucket, key)));
    }
  } catch (cause) {
    throw unreadableRecords(state, cause);
  } finally {
    client.destroy();
  }
  return { ...(highest === undefined ? {} : { highest }), tags };
}

function recordedTag({ tag, tagObject, commit, result, failure }: PastRecord): RecordedTag[] {
  if (tag === undefined || tagObject === undefined || commit === undefined) return [];
  const hasEnded = result === "failed" || result === "interrupted";
  return [{ tag, tagObject, commit, deployed: !hasEnded || failure?.step === "apply" }];
}
