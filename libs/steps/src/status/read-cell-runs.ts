import type { S3Client } from "@aws-sdk/client-s3";
import { type Cell, formatCell, LATEST_FOLDER, recordsFolder, type StateLocation } from "@tagform/deployment";
import { UserError } from "@tagform/outcome";

import { type Cloud } from "../cloud";
import { isSettled, type LatestRun, parseLatestRunKey } from "../record/latest-run";
import { eachKey, listFolders, newestKeys, type PastRecord, readRecord } from "../record/read-records";
import { storageClient } from "../record/record-storage";
import { RunsByCell } from "./cell-runs";
import { inParallel } from "./in-parallel";

/** A cell of the data and where its state lies. */
export interface PlacedCell {
  readonly cell: Cell;
  readonly state: StateLocation;
}

/** How many buckets are listed at once, and how many requests each of them gets. */
const BUCKETS_AT_ONCE = 8;
const REQUESTS_AT_ONCE = 16;
/** How far back the records of a cell without marks are searched for what is deployed. */
const MOST_RECORDS = 20;

/**
 * The latest runs of every cell that has any in the buckets of `cells`, also of cells that the data does not have.
 *
 * A bucket costs one listing of its marks, so the history costs nothing. Cells without marks that have a folder, because
 * an older program deployed them, cost their records.
 *
 * @throws UserError that names the bucket which cannot be read; one that does not exist has no runs
 */
export async function readCellRuns(cloud: Cloud, cells: readonly PlacedCell[]): Promise<RunsByCell> {
  const runs = new RunsByCell();
  await inParallel(BUCKETS_AT_ONCE, byBucket(cells), async (placed) => {
    const [{ state }] = placed;
    const client = await storageClient(cloud, state);
    try {
      await readBucket(client, placed, runs);
    } catch (cause) {
      if (isMissingBucket(cause)) return;
      const reason = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
      throw new UserError(`the records in s3://${state.bucket} cannot be read: ${reason}`, { cause });
    } finally {
      client.destroy();
    }
  });
  return runs;
}

type SomeCells = readonly [PlacedCell, ...PlacedCell[]];

function byBucket(cells: readonly PlacedCell[]): SomeCells[] {
  const buckets = new Map<string, [PlacedCell, ...PlacedCell[]]>();
  for (const placed of cells) {
    const others = buckets.get(placed.state.bucket);
    if (others === undefined) buckets.set(placed.state.bucket, [placed]);
    else others.push(placed);
  }
  return [...buckets.values()];
}

async function readBucket(client: S3Client, cells: SomeCells, runs: RunsByCell): Promise<void> {
  const [{ state }] = cells;
  for await (const key of eachKey(client, state.bucket, LATEST_FOLDER)) {
    const run = parseLatestRunKey(key);
    if (run !== undefined) runs.add(run);
  }
  const unmarked = cells.filter(({ cell }) => runs.get(formatCell(cell)) === undefined);
  const teams = [...new Set(unmarked.map(({ cell }) => cell.team))];
  const folders = new Set<string>();
  await inParallel(REQUESTS_AT_ONCE, teams, async (team) => {
    for (const folder of await listFolders(client, state.bucket, `${team}/`)) folders.add(folder);
  });
  // Most cells without marks were never deployed: they have no folder, and cost no request of their own.
  const older = unmarked.filter((placed) => folders.has(placed.state.key.replace(/[^/]*$/, "")));
  await inParallel(REQUESTS_AT_ONCE, older, (placed) => readRecords(client, placed, runs));
}

async function readRecords(client: S3Client, { cell, state }: PlacedCell, runs: RunsByCell): Promise<void> {
  for (const key of await newestKeys(client, state.bucket, recordsFolder(state), MOST_RECORDS)) {
    const run = runOf(cell, await readRecord(client, state.bucket, key));
    if (run === undefined) continue;
    runs.add(run);
    if (isSettled(run.result)) return;
  }
}

function runOf(
  cell: Cell,
  { result, finishedAt, version, commit, failure }: PastRecord,
): LatestRun | undefined {
  const at = new Date(finishedAt ?? NaN);
  if (Number.isNaN(at.getTime())) return undefined;
  return {
    cell,
    at,
    result,
    ...(version === undefined ? {} : { version }),
    ...(commit === undefined ? {} : { commit }),
    ...(failure === undefined ? {} : { failedStep: failure.step }),
  };
}

const isMissingBucket = (cause: unknown): boolean => cause instanceof Error && cause.name === "NoSuchBucket";
