import { recordsFolder } from "@tagform/deployment";
import { UserError } from "@tagform/outcome";

import { type Cloud } from "../cloud";
import { type Destination } from "../destination";
import { type KnownTag, movedTag } from "../source/known-tag";
import { type SourceManifest } from "../source/source-manifest";
import { eachKey, type PastRecord, readRecord } from "./read-records";
import { storageClient } from "./record-storage";

/**
 * Refuse a tag that an earlier run deployed to this cell as something else: a deployed tag is never moved.
 *
 * @throws RefusedError if it was moved, UserError if the records beside the state cannot be read
 */
export async function assertTagWasNotMoved(
  manifest: SourceManifest,
  cloud: Cloud,
  destination: Destination,
): Promise<void> {
  const known = await deployedTag(manifest, cloud, destination);
  if (known !== undefined && known.tagObject !== manifest.tagObject) throw movedTag(manifest, known);
}

async function deployedTag(
  { tag, version }: SourceManifest,
  cloud: Cloud,
  { state }: Destination,
): Promise<KnownTag | undefined> {
  const client = await storageClient(cloud, state);
  const folder = recordsFolder(state);
  try {
    for await (const key of eachKey(client, state.bucket, folder)) {
      if (!key.includes(`_${version}_`)) continue;
      const past = await readRecord(client, state.bucket, key);
      const { tagObject, commit } = past;
      if (past.tag !== tag || tagObject === undefined || commit === undefined) continue;
      if (wasDeployed(past)) return { tagObject, commit };
    }
    return undefined;
  } catch (cause) {
    const where = `s3://${state.bucket}/${folder}`;
    const reason = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
    throw new UserError(`earlier deployments of tag "${tag}" could not be looked up in ${where}: ${reason}`, {
      cause,
    });
  } finally {
    client.destroy();
  }
}

/** A run that ended before apply changed nothing: its tag may still be corrected. */
function wasDeployed({ result, failure }: PastRecord): boolean {
  const hasEnded = result === "failed" || result === "interrupted";
  return !hasEnded || failure?.step === "apply";
}
