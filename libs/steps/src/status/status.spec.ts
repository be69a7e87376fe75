import { type Cell, formatCell, latestFolder, parseCell, stateLocation } from "@tagform/deployment";

import { testContext } from "../fixtures/context";
import { Delivery, DESTINATION, NO_CLOUD } from "../fixtures/delivery";
import { describeWithStorage, StateStorage } from "../fixtures/state-storage";
import { type LatestRun } from "../record/latest-run";
import { forgetEarlier, markLatest } from "../record/latest-storage";
import { eachKey } from "../record/read-records";
import { record } from "../record/record";
import { putRecord, storageClient } from "../record/record-storage";
import { RunsByCell } from "./cell-runs";
import { history } from "./history";
import { type PlacedCell } from "./read-cell-runs";
import { type CellStatus, status } from "./status";

// Real tools on a busy machine take their time.
jest.setTimeout(60_000);

const SETTINGS = { tfBackendConfigPrefix: "tagform", buildRegion: "us-east-1", layout: "central" } as const;
const COMMIT = "c".repeat(40);
const placed = (name: string): PlacedCell => {
  const cell = parseCell(name);
  return { cell, state: stateLocation(cell, SETTINGS) };
};
const run = (cell: Cell, minute: number, result: LatestRun["result"], version: string): LatestRun => ({
  cell,
  at: new Date(Date.UTC(2026, 10, 21, 12, minute)),
  result,
  version,
  commit: COMMIT,
  ...(result === "failed" ? { failedStep: "plan" } : {}),
});

test("two runs per cell are kept, whatever order they come in", () => {
  const { cell } = placed("dev_global/research");
  const runs = [
    run(cell, 1, "applied", "1.0"),
    run(cell, 2, "applied", "1.1"),
    run(cell, 3, "failed", "1.2"),
  ];
  for (const order of [runs, runs.toReversed()]) {
    const known = new RunsByCell();
    for (const one of order) known.add(one);
    expect(known.get(formatCell(cell))).toEqual({ deployed: runs[1], last: runs[2] });
  }
});

test("records that cannot be read are an error that names the bucket", async () => {
  await expect(status({ cloud: NO_CLOUD, cells: [placed("dev_global/research")] })).rejects.toThrow(
    /^the records in s3:\/\/tagform-dev cannot be read: .*ECONNREFUSED/,
  );
});

describeWithStorage("on S3", () => {
  let storage: StateStorage;
  beforeAll(async () => {
    storage = await StateStorage.start();
  });
  afterAll(() => storage.stop());

  const mark = async (one: LatestRun): Promise<void> => {
    const request = { cloud: storage.cloud, state: placed(formatCell(one.cell)).state, run: one };
    await markLatest(request, "s3://tagform-dev/record.json");
    await forgetEarlier(request);
  };
  const marksOf = async (cell: Cell): Promise<string[]> => {
    const client = await storageClient(storage.cloud, placed(formatCell(cell)).state);
    const marks: string[] = [];
    for await (const key of eachKey(client, "tagform-dev", latestFolder(cell))) marks.push(key);
    client.destroy();
    return marks;
  };
  const statusOf = async (name: string): Promise<CellStatus | undefined> =>
    (await status({ cloud: storage.cloud, cells: [placed(name)] })).find(({ cell }) => cell === name);
  const putOldRecord = (name: string, minute: number, result: string, version: string): Promise<void> => {
    const { state } = placed(name);
    const folder = state.key.replace("terraform.tfstate", "records");
    const time = new Date(Date.UTC(2026, 10, 20, 12, minute)).toISOString();
    const key = `${folder}/${time.replace(/[-:.]/g, "")}_${version}_${COMMIT.slice(0, 12)}.json`;
    const body = JSON.stringify({ result, version, commit: COMMIT, finishedAt: time });
    return putRecord({ cloud: storage.cloud, state, key, body });
  };

  test("a failed run leaves what was deployed before, and says where it failed", async () => {
    const { cell } = placed("dev_global/failing");
    await mark(run(cell, 1, "applied", "1.0"));
    await mark(run(cell, 2, "failed", "1.1"));
    expect(await statusOf("dev_global/failing")).toMatchObject({
      isInData: true,
      deployed: { tag: "dev_global/failing/1.0", commit: COMMIT, result: "applied" },
      last: { version: "1.1", result: "failed", failedStep: "plan" },
    });
  });

  test("a destroyed cell has nothing deployed", async () => {
    const { cell } = placed("dev_global/destroyed");
    await mark(run(cell, 1, "applied", "1.0"));
    await mark(run(cell, 2, "destroyed", "1.0"));
    expect(await statusOf("dev_global/destroyed")).toMatchObject({
      deployed: null,
      last: { result: "destroyed" },
    });
  });

  test("a cell with a long history keeps at most two marks", async () => {
    const { cell } = placed("dev_global/busy");
    for (let minute = 0; minute < 10; minute += 1) {
      await mark(run(cell, minute, minute % 4 === 0 ? "applied" : "failed", `1.${minute}`));
    }
    expect(await marksOf(cell)).toHaveLength(2);
    expect(await statusOf("dev_global/busy")).toMatchObject({
      deployed: { version: "1.8" },
      last: { version: "1.9" },
    });
  });

  test("runs that are recorded at once lose neither the last nor the deployed one", async () => {
    const { cell } = placed("dev_global/crowded");
    const results = ["applied", "failed", "applied", "failed", "interrupted"] as const;
    await Promise.all(results.map((result, minute) => mark(run(cell, minute, result, `2.${minute}`))));
    expect(await statusOf("dev_global/crowded")).toMatchObject({
      deployed: { version: "2.2" },
      last: { version: "2.4", result: "interrupted" },
    });
  });

  test("records without marks are read from the newest back to what is deployed", async () => {
    await putOldRecord("dev_global/older", 1, "applied", "1.0");
    await putOldRecord("dev_global/older", 2, "applied", "1.1");
    await putOldRecord("dev_global/older", 3, "failed", "1.2");
    expect(await statusOf("dev_global/older")).toMatchObject({
      deployed: { version: "1.1", at: "2026-11-20T12:02:00.000Z" },
      last: { version: "1.2", result: "failed" },
    });
  });

  test("a cell without any run, or without its bucket, was never deployed", async () => {
    for (const name of ["dev_global/never", "prod_global/never"]) {
      expect(await statusOf(name)).toMatchObject({ isInData: true, deployed: null, last: null });
    }
  });

  test("a cell that is no longer in the data is shown while it has runs", async () => {
    await mark(run(placed("dev_global/gone").cell, 1, "applied", "1.0"));
    const shown = await status({
      cloud: storage.cloud,
      cells: [placed("dev_global/never")],
      isShown: (name) => name.endsWith("/gone") || name.endsWith("/never"),
    });
    expect(shown.map(({ cell, isInData }) => [cell, isInData])).toEqual([
      ["dev_global/never", true],
      ["dev_global/gone", false],
    ]);
  });

  test("history is the newest records, newest first", async () => {
    for (let minute = 0; minute < 5; minute += 1) {
      await putOldRecord("dev_global/told", minute, "applied", `1.${minute}`);
    }
    const request = { cloud: storage.cloud, ...placed("dev_global/told"), limit: 2 };
    expect((await history(request)).map(({ version }) => version)).toEqual(["1.4", "1.3"]);
    expect(await history({ ...request, ...placed("prod_global/told") })).toEqual([]);
  });

  test("every recorded run is marked, and its record is in the history", async () => {
    const made = new Delivery({ configuration: "", cloud: { ...storage.cloud, backendConfig: {} } });
    const context = testContext();
    const failure = { step: "plan", message: "no credentials", interrupted: false };
    const request = { destination: DESTINATION, actor: "ada", startedAt: new Date(0), failure };
    const { finishedAt } = await record({ ...request, run: made.files.root }, context);
    const { cell, state } = DESTINATION;
    const [{ last } = { last: null }] = await status({ cloud: storage.cloud, cells: [{ cell, state }] });
    expect(last).toEqual({
      ...{ result: "failed", failedStep: "plan", at: finishedAt },
      ...{ tag: null, version: null, commit: null },
    });
    expect(await history({ cloud: storage.cloud, state, limit: 9 })).toMatchObject([
      { finishedAt, failure: {} },
    ]);
  });
});
