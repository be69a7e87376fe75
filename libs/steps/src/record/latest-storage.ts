import { latestFolder, type StateLocation } from "@tagform/deployment";

import { type Cloud } from "../cloud";
import { isSettled, type LatestRun, latestRunKey, parseLatestRunKey } from "./latest-run";
import { eachKey } from "./read-records";
import { putRecord, storageClient } from "./record-storage";

export interface LatestRequest {
  readonly cloud: Cloud;
  readonly state: StateLocation;
  readonly run: LatestRun;
}

/** Mark a run as one of its cell's latest; `location` is that of its record. */
export async function markLatest({ cloud, state, run }: LatestRequest, location: string): Promise<void> {
  const body = `${JSON.stringify({ record: location })}\n`;
  await putRecord({ cloud, state, key: latestRunKey(run), body });
}

/**
 * Remove the marks that the one of `run` made old: of all earlier runs when it decided what is deployed, else of those
 * that did not. Two runs that do this at once remove no mark that is still needed, in whatever order.
 */
export async function forgetEarlier({ cloud, state, run }: LatestRequest): Promise<void> {
  const { DeleteObjectCommand } = await import("@aws-sdk/client-s3");
  const client = await storageClient(cloud, state);
  try {
    for await (const key of eachKey(client, state.bucket, latestFolder(run.cell))) {
      const earlier = parseLatestRunKey(key);
      if (earlier === undefined || earlier.at >= run.at) continue;
      if (!isSettled(run.result) && isSettled(earlier.result)) continue;
      await client.send(new DeleteObjectCommand({ Bucket: state.bucket, Key: key }));
    }
  } finally {
    client.destroy();
  }
}
