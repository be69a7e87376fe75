import type { S3Client } from "@aws-sdk/client-s3";
import { UserError } from "@tagform/outcome";

import { type Cloud } from "../cloud";
import { type Destination } from "../destination";
import { type KnownTag, movedTag } from "../source/known-tag";
import { type SourceManifest } from "../source/source-manifest";
import { eachKey } from "./read-records";
import { recordsFolder } from "./record-key";
import { storageClient } from "./record-storage";

/** A record, as far as it tells what a tag was. */
interface PastRun extends KnownTag {
  readonly tag: string;
  readonly result: string;
  readonly failure?: { readonly step: string };
}

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
      if (past?.tag === tag && wasDeployed(past)) return past;
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
function wasDeployed({ result, failure }: PastRun): boolean {
  const hasEnded = result === "failed" || result === "interrupted";
  return !hasEnded || failure?.step === "apply";
}

async function readRecord(client: S3Client, Bucket: string, Key: string): Promise<PastRun | undefined> {
  const { GetObjectCommand } = await import("@aws-sdk/client-s3");
  const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
  const value: unknown = JSON.parse((await Body?.transformToString()) ?? "null");
  return isPastRun(value) ? value : undefined;
}

function isPastRun(value: unknown): value is PastRun {
  if (typeof value !== "object" || value === null) return false;
  const facts = new Map<string, unknown>(Object.entries(value));
  return ["tag", "tagObject", "commit", "result"].every((name) => typeof facts.get(name) === "string");
}
