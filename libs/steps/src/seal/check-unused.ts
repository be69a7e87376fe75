import { recordsFolder } from "@tagform/deployment";
import { UserError } from "@tagform/outcome";

import { APPLY_RESULT } from "../apply/apply-result";
import { type Cloud } from "../cloud";
import { type Destination } from "../destination";
import { readOptionalRunFile } from "../json-file";
import { compactTime } from "../record/latest-run";
import { eachKey, readRecord } from "../record/read-records";
import { storageClient } from "../record/record-storage";
import { type RunDirectory } from "../run-directory";
import { notApplied } from "./check-seal";
import { type OpenedSeal } from "./open-seal";

export interface UnusedRequest {
  readonly files: RunDirectory;
  readonly cloud: Cloud;
  readonly destination: Destination;
  readonly seal: OpenedSeal;
}

/**
 * Check that no run has begun to apply this plan: what one of them did is not what was planned.
 *
 * @throws RefusedError if one has, UserError if the records beside the state cannot be read
 */
export async function checkUnused(request: UnusedRequest): Promise<void> {
  const applied = await readOptionalRunFile(request.files.apply, APPLY_RESULT);
  if (applied !== undefined && applied.untouched !== true) {
    throw notApplied([`already applied: this run ended as ${applied.result} at ${applied.finishedAt}`]);
  }
  // Only what a tag deploys is looked for: records of a cell that is destroyed without one are no proof.
  if (request.seal.statement.tag === undefined) return;
  const location = await recordOf(request);
  if (location !== undefined) throw notApplied([`already applied: its record is ${location}`]);
}

/** Records since the plan was made, because no earlier one can be of it: names sort by time. */
async function recordOf({ cloud, destination: { state }, seal }: UnusedRequest): Promise<string | undefined> {
  const folder = recordsFolder(state);
  const first = folder + compactTime(new Date(seal.statement.createdAt));
  const client = await storageClient(cloud, state);
  try {
    for await (const key of eachKey(client, state.bucket, folder)) {
      if (key < first) continue;
      const past = await readRecord(client, state.bucket, key);
      if (past.seal === seal.digest) return `s3://${state.bucket}/${key}`;
    }
    return undefined;
  } catch (cause) {
    const reason = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
    const where = `s3://${state.bucket}/${folder}`;
    throw new UserError(`whether this plan was applied could not be looked up in ${where}: ${reason}`, {
      cause,
    });
  } finally {
    client.destroy();
  }
}
