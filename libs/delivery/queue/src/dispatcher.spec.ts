import { type ActionRun, TryLaterError } from "./delivery-runner";
import { SIX_TAGS } from "./fixtures/deliveries";
import { DeliveryWorld } from "./fixtures/delivery-world";

const CELL = "dev_us-east-1/research";
const TAG = `${CELL}/1.0`;

let world: DeliveryWorld;
beforeEach(() => {
  world = new DeliveryWorld();
});

const only = async () => (await world.queue.itemsOf(CELL))[0]!;
const statesOf = async (cell = CELL) => (await world.queue.itemsOf(cell)).map(({ state }) => state);

const FAILED_PLAN: ActionRun = {
  stage: "Plan",
  action: "Plan",
  category: "Build",
  status: "failed",
  updatedAt: 3,
  reason: "Build terminated\nwith state: FAILED",
  logUrl: "https://log/plan",
};
const artifactOf = (stage: string, updatedAt: number, category = "Build"): ActionRun => ({
  ...{ stage, action: stage, category, status: "succeeded", updatedAt },
  artifact: { bucket: "artifacts", key: stage },
});

describe("one delivery", () => {
  test("starts, is recorded when its execution ended, and gives its cell free when the record is written", async () => {
    await world.enqueue(TAG, `${CELL}/1.1`);
    await world.tick();
    expect(world.aws.tagsStarted()).toEqual([TAG]);

    world.aws.end("execution-1", "succeeded", [artifactOf("Commit", 1, "Source"), artifactOf("Applied", 2)]);
    await world.tick();
    expect(world.aws.records[0]?.request).toMatchObject({
      item: { tag: TAG, executionId: "execution-1" },
      attempt: 1,
      failedStep: undefined,
      artifact: { bucket: "artifacts", key: "Applied" },
    });
    expect(await statesOf()).toEqual(["recording", "waiting"]);

    await world.tick();
    expect(await statesOf()).toEqual(["recording", "waiting"]);
    world.aws.endRecord("record-execution-1-1", "succeeded");
    await world.tick();
    expect(await statesOf()).toEqual(["ended", "running"]);
    expect(world.aws.notices).toEqual([]);
  });

  test("that failed is recorded with the step and what was there before it, and told of once", async () => {
    await world.enqueue(TAG);
    await world.tick();
    const actions = [artifactOf("Linted", 1), FAILED_PLAN, artifactOf("Scanned", 2)];
    world.aws.end("execution-1", "failed", actions);
    await world.tick();
    expect(world.aws.records[0]?.request).toMatchObject({ failedStep: "plan", artifact: { key: "Scanned" } });

    world.aws.endRecord("record-execution-1-1", "succeeded");
    const lagging = await world.queue.open();
    await world.tick();
    jest.spyOn(world.queue, "open").mockResolvedValueOnce(lagging);
    await world.tick();
    expect(world.aws.notices).toHaveLength(1);
    expect(world.aws.notices[0]!.subject).toBe(`tagform: ${TAG} failed in Plan`);
    expect(world.aws.notices[0]!.body).toContain(`cell: ${CELL}\ntag: ${TAG}\n`);
    expect(world.aws.notices[0]!.body).toContain(
      "stage: Plan\nreason: Build terminated with state: FAILED\n",
    );
    expect(world.aws.notices[0]!.body).toContain("log: https://log/plan\n");
  });

  test.each([
    ["stopped while it waited for an approval", "stopped"],
    ["refused by its approver", "failed"],
  ] as const)("that was %s names that stage", async (_, result) => {
    await world.enqueue(TAG);
    await world.tick();
    const status = result === "stopped" ? "abandoned" : "failed";
    world.aws.end("execution-1", result, [
      { stage: "Approve", action: "ApproveSecond", category: "Approval", status, updatedAt: 9 },
    ]);
    await world.tick();
    expect(await only()).toMatchObject({ result, failure: { stage: "Approve" } });
    expect(world.aws.records[0]?.request.failedStep).toBe("approve");
  });

  test("whose execution vanished is recorded as one that failed, and its cell goes on", async () => {
    await world.enqueue(TAG, `${CELL}/1.1`);
    await world.tick();
    world.pass(60);
    await world.tick({ runner: vanished(world) });
    expect(await statesOf()).toEqual(["running", "waiting"]);
    world.pass(15 * 60);
    await world.tick({ runner: vanished(world) });
    expect(await only()).toMatchObject({ state: "recording", result: "vanished" });
    expect(world.aws.records[0]?.request).toMatchObject({ failedStep: "source", artifact: undefined });
    world.aws.end("execution-1", "cancelled");
    await world.drain();
    expect(world.aws.notices.map(({ subject }) => subject)).toEqual([`tagform: ${TAG} failed`]);
    expect(await statesOf()).toEqual(["ended", "ended"]);
  });
});

function vanished({ aws }: DeliveryWorld) {
  return {
    start: aws.start.bind(aws),
    status: () => Promise.resolve("vanished" as const),
    actions: () => Promise.reject(new Error("nobody asks what a vanished execution did")),
    startRecord: aws.startRecord.bind(aws),
    recordBuild: aws.recordBuild.bind(aws),
  };
}

describe("faults", () => {
  test("a tick that died between claim and start is taken up by the next one", async () => {
    await world.enqueue(TAG);
    await world.queue.claim(await only());
    await world.tick();
    expect(world.aws.tagsStarted()).toEqual([TAG]);
    expect((await only()).executionId).toBe("execution-1");
  });

  test("a tick that died after the start finds the execution that it had started", async () => {
    await world.enqueue(TAG);
    await world.queue.claim(await only());
    await world.aws.start(await only());
    await world.tick();
    expect(world.aws.executions).toHaveLength(1);
    expect((await only()).executionId).toBe("execution-1");
  });

  test("two ticks at the same moment start nothing twice", async () => {
    await world.enqueue(...SIX_TAGS);
    await Promise.all([world.tick(), world.tick(), world.tick()]);
    expect(world.aws.tagsStarted().toSorted()).toEqual(SIX_TAGS.toSorted());
    expect(world.aws.violations).toEqual([]);
  });

  test("what AWS puts off waits for a later tick, and is no failure", async () => {
    await world.enqueue(...SIX_TAGS);
    world.aws.mostExecutions = 2;
    await world.tick();
    expect(world.aws.executions).toHaveLength(2);
    expect(world.metrics.at(-1)).toMatchObject({ Deferred: 1, QueueLength: 3, RunningDeliveries: 3 });
    world.aws.throttled = 1;
    await world.tick();
    expect(world.metrics.at(-1)).toMatchObject({ Deferred: 2 });
    world.aws.mostExecutions = 10;
    await world.tick();
    expect(world.aws.executions).toHaveLength(6);
    expect(world.metrics.at(-1)).toMatchObject({ Deferred: 0, QueueLength: 0, RunningDeliveries: 6 });
  });

  test("a record build that CodeBuild does not know yet is waited for, one that vanished is built again", async () => {
    await world.enqueue(TAG);
    await world.tick();
    world.aws.end("execution-1", "succeeded");
    await world.tick();
    const runner = {
      ...vanished(world),
      recordBuild: () => Promise.resolve({ status: "vanished" as const }),
    };
    await world.tick({ runner: { ...runner, actions: () => Promise.resolve([]) } });
    expect(world.aws.records).toHaveLength(1);
    world.pass(15 * 60);
    await world.tick({ runner: { ...runner, actions: () => Promise.resolve([]) } });
    expect(world.aws.records).toHaveLength(2);
  });

  test("a record build at the account's limit of builds is started by a later tick", async () => {
    await world.enqueue(TAG);
    await world.tick();
    world.aws.end("execution-1", "succeeded");
    const startRecord = () => Promise.reject(new TryLaterError("AccountLimitExceededException"));
    await world.tick({
      runner: {
        ...vanished(world),
        status: () => Promise.resolve("succeeded"),
        actions: () => Promise.resolve([]),
        startRecord,
      },
    });
    expect(await statesOf()).toEqual(["running"]);
    await world.tick();
    expect(await statesOf()).toEqual(["recording"]);
  });

  test("a record that no build can write is tried three times, then told of, and holds the cell no longer", async () => {
    await world.enqueue(TAG);
    await world.tick();
    world.aws.end("execution-1", "succeeded");
    for (const attempt of [1, 2, 3]) {
      await world.tick();
      expect(world.aws.records).toHaveLength(attempt);
      world.aws.endRecord(`record-execution-1-${attempt}`, "failed");
    }
    await world.tick();
    expect(await statesOf()).toEqual(["ended"]);
    expect(world.aws.notices).toHaveLength(1);
    expect(world.aws.notices[0]!.subject).toBe(`tagform: ${TAG} has no record`);
    expect(world.aws.notices[0]!.body).toContain("log of the record: https://log/record-execution-1-3");
  });

  test("what cannot be moved on fails the tick, and holds back no other cell", async () => {
    await world.enqueue(TAG, "dev_us-east-1/risk/1.0");
    const start = world.aws.start.bind(world.aws);
    const runner = {
      ...vanished(world),
      start: (item: Parameters<typeof start>[0]) =>
        item.tag === TAG ? Promise.reject(new Error("AccessDenied")) : start(item),
    };
    await expect(world.tick({ runner })).rejects.toThrow("1 deliveries could not be moved on");
    expect(world.aws.tagsStarted()).toEqual(["dev_us-east-1/risk/1.0"]);
    expect(world.lines.join("\n")).toContain('"reason":"Error: AccessDenied"');
    await world.tick();
    expect(world.aws.tagsStarted()).toHaveLength(2);
  });

  test("a topic that takes no message fails the tick and gives the cell free", async () => {
    await world.enqueue(TAG);
    await world.tick();
    world.aws.end("execution-1", "failed", [FAILED_PLAN]);
    await world.tick();
    world.aws.endRecord("record-execution-1-1", "succeeded");
    const notify = () => Promise.reject(new Error("AuthorizationError"));
    await expect(world.tick({ notify })).rejects.toThrow("could not be moved on");
    expect(await statesOf()).toEqual(["ended"]);
  });
});

describe("approvals", () => {
  test("a run that waits for one holds its cell back for days, and nobody else", async () => {
    world = new DeliveryWorld(1);
    await world.enqueue(TAG, `${CELL}/1.1`, "dev_eu-central-1/research/1.0");
    await world.tick();
    await world.tick();
    expect(world.aws.tagsStarted()).toEqual([TAG]);
    world.aws.awaitApproval("execution-1");
    await world.tick();
    expect(world.aws.tagsStarted()).toEqual([TAG, "dev_eu-central-1/research/1.0"]);
    world.pass(7 * 24 * 3600);
    await world.tick();
    expect(await statesOf()).toEqual(["running", "waiting"]);

    world.aws.approve("execution-1");
    await world.enqueue("dev_global/research/1.0");
    await world.tick();
    expect(world.aws.executions).toHaveLength(2);
    await world.drain();
    expect(world.aws.tagsStarted().slice(2)).toEqual(
      expect.arrayContaining([`${CELL}/1.1`, "dev_global/research/1.0"]),
    );
  });

  test("nobody is asked while there are places", async () => {
    await world.enqueue(TAG);
    await world.tick();
    const runner = { ...vanished(world), status: () => Promise.resolve("running" as const) };
    await world.enqueue("dev_global/research/1.0");
    await world.tick({ runner });
    expect(world.aws.tagsStarted()).toEqual([TAG, "dev_global/research/1.0"]);
  });
});

test("measures how long what could run has waited, and what a delivery took", async () => {
  world = new DeliveryWorld(1);
  await world.enqueue(TAG, "dev_global/research/1.0");
  await world.tick();
  world.pass(90);
  await world.tick();
  expect(world.metrics.at(-1)).toEqual({
    QueueAgeSeconds: 90,
    QueueLength: 1,
    RunningDeliveries: 1,
    Deferred: 0,
  });
  world.aws.end("execution-1", "failed", [FAILED_PLAN]);
  await world.tick();
  world.aws.endRecord("record-execution-1-1", "succeeded");
  await world.tick();
  expect(world.metrics).toContainEqual({ DeliveryFailed: 1, DeliveryDurationSeconds: 90 });
});
