import type { S3Client } from "@aws-sdk/client-s3";
import { recordsFolder, type StateLocation } from "@tagform/deployment";
import { UserError } from "@tagform/outcome";

import { type DeploymentRecord } from "./deployment-record";

/** A record as it was read. One that an older program wrote may lack what is newer than it. */
export type PastRecord = Partial<DeploymentRecord> & Pick<DeploymentRecord, "result">;

/** The keys below a folder of the bucket, in their order, page by page: none is kept. */
export async function* eachKey(client: S3Client, Bucket: string, Prefix: string): AsyncGenerator<string> {
  const { paginateListObjectsV2 } = await import("@aws-sdk/client-s3");
  for await (const page of paginateListObjectsV2({ client }, { Bucket, Prefix })) {
    for (const { Key } of page.Contents ?? []) if (Key !== undefined) yield Key;
  }
}

/** What is directly below a folder, as `research/dev-global/`, without what lies deeper. */
export async function listFolders(client: S3Client, Bucket: string, Prefix: string): Promise<string[]> {
  const { paginateListObjectsV2 } = await import("@aws-sdk/client-s3");
  const folders: string[] = [];
  for await (const page of paginateListObjectsV2({ client }, { Bucket, Prefix, Delimiter: "/" })) {
    folders.push(...(page.CommonPrefixes ?? []).flatMap((one) => one.Prefix ?? []));
  }
  return folders;
}

/** The newest keys below a folder of records, newest first; only so many are kept, however long the history. */
export async function newestKeys(
  client: S3Client,
  bucket: string,
  folder: string,
  limit: number,
): Promise<string[]> {
  let newest: string[] = [];
  for await (const key of eachKey(client, bucket, folder)) {
    newest.push(key);
    if (newest.length > 2 * limit) newest = newest.slice(-limit);
  }
  return newest.slice(-limit).reverse();
}

/** @throws UserError if the object is no record */
export async function readRecord(client: S3Client, Bucket: string, Key: string): Promise<PastRecord> {
  const { GetObjectCommand } = await import("@aws-sdk/client-s3");
  const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
  const value = parse((await Body?.transformToString()) ?? "");
  if (isRecord(value)) return value;
  throw new UserError(`s3://${Bucket}/${Key} is no record of a run: move it away from the records`);
}

/** Records beside a state that cannot be read. */
export function unreadableRecords(state: StateLocation, cause: unknown): UserError {
  const reason = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
  const where = `s3://${state.bucket}/${recordsFolder(state)}`;
  return new UserError(`earlier deployments could not be looked up in ${where}: ${reason}`, { cause });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isRecord = (value: unknown): value is PastRecord =>
  typeof value === "object" && value !== null && "result" in value && typeof value.result === "string";
