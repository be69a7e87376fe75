import { recordsFolder, type StateLocation } from "@tagform/deployment";
import { UserError } from "@tagform/outcome";

import { type Cloud } from "../cloud";
import { newestKeys, type PastRecord, readRecord } from "../record/read-records";
import { storageClient } from "../record/record-storage";
import { inParallel } from "./in-parallel";

export interface HistoryRequest {
  readonly cloud: Cloud;
  /** Of the cell whose runs are asked for. */
  readonly state: StateLocation;
  /** How many runs at most. */
  readonly limit: number;
}

const REQUESTS_AT_ONCE = 8;

/**
 * The records of a cell, newest first.
 *
 * @throws UserError if they cannot be read; a bucket that does not exist has none
 */
export async function history({ cloud, state, limit }: HistoryRequest): Promise<PastRecord[]> {
  const client = await storageClient(cloud, state);
  const folder = recordsFolder(state);
  try {
    const keys = await newestKeys(client, state.bucket, folder, limit);
    const records = new Map<string, PastRecord>();
    await inParallel(REQUESTS_AT_ONCE, keys, async (key) => {
      records.set(key, await readRecord(client, state.bucket, key));
    });
    return keys.flatMap((key) => records.get(key) ?? []);
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    if (cause instanceof Error && cause.name === "NoSuchBucket") return [];
    const reason = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
    throw new UserError(`the records in s3://${state.bucket}/${folder} cannot be read: ${reason}`, { cause });
  } finally {
    client.destroy();
  }
}
