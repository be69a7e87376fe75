import { type DeliveryItem } from "./delivery-item";
import { type DispatchQueue } from "./delivery-queue";
import { queueIn } from "./dynamo-queue";
import { delivery, SIX_TAGS } from "./fixtures/deliveries";
import { hasStorage, TableStorage } from "./fixtures/table-storage";
import { MemoryQueue } from "./memory-queue";

const CELL = "dev_us-east-1/research";
const OTHER = "dev_eu-central-1/risk";

let storage: TableStorage | undefined;
beforeAll(async () => {
  if (hasStorage) storage = await TableStorage.start();
}, 60_000);
afterAll(() => storage?.stop());

if (!hasStorage) console.warn("SKIPPED: this machine has no moto");
const kinds: [string, () => Promise<DispatchQueue>][] = [
  ["in memory", () => Promise.resolve(new MemoryQueue(() => new Date()))],
  ...(hasStorage
    ? [
        ["in DynamoDB", async () => queueIn(await storage!.emptyTable())] satisfies [
          string,
          () => Promise<DispatchQueue>,
        ],
      ]
    : []),
];

const states = (items: readonly DeliveryItem[]) => items.map(({ version, state }) => [version, state]);

describe.each(kinds)("a queue %s", (_, empty) => {
  let queue: DispatchQueue;
  beforeEach(async () => {
    queue = await empty();
  });

  const first = async (cell = CELL): Promise<DeliveryItem> => (await queue.itemsOf(cell))[0]!;

  /** A delivery whose execution ended and whose record is being written. */
  const recorded = async (tag: string): Promise<DeliveryItem> => {
    await queue.enqueue(delivery(tag));
    await queue.claim(await first());
    await queue.started(await first(), "execution-1");
    await queue.recording(await first(), { result: "succeeded" }, "build-1");
    return first();
  };

  test("keeps what the source step knows of a tag, and has it wait", async () => {
    expect(await queue.enqueue(delivery(`${CELL}/1.0`))).toEqual({ outcome: "queued" });
    expect(await queue.itemsOf(CELL)).toEqual([
      {
        ...delivery(`${CELL}/1.0`),
        cell: CELL,
        version: "1.0",
        state: "waiting",
        queuedAt: expect.stringMatching(/^\d{4}-.*Z$/),
      },
    ]);
  });

  test("queues a tag once, however many builds offer it at the same moment", async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, () => queue.enqueue(delivery(`${CELL}/1.0`))),
    );
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual([
      ...Array<string>(7).fill("known"),
      "queued",
    ]);
    expect(await queue.open()).toHaveLength(1);
  });

  test("tells a tag that was moved from one that is known", async () => {
    await queue.enqueue(delivery(`${CELL}/1.0`));
    const moved = await queue.enqueue(delivery(`${CELL}/1.0`, { tagObject: "f".repeat(40) }));
    expect(moved).toMatchObject({ outcome: "moved", item: { tagObject: delivery(`${CELL}/1.0`).tagObject } });
  });

  test("takes no version below one that its cell has queued, by number and not by text", async () => {
    for (const version of ["1.9", "1.10", "1.10.0"]) {
      expect(await queue.enqueue(delivery(`${CELL}/${version}`))).toEqual({ outcome: "queued" });
    }
    expect(await queue.enqueue(delivery(`${CELL}/1.9.9`))).toEqual({ outcome: "late", highest: "1.10.0" });
    expect(await queue.enqueue(delivery(`${OTHER}/1.0`))).toEqual({ outcome: "queued" });
    expect((await queue.itemsOf(CELL)).map(({ version }) => version)).toEqual(["1.9", "1.10", "1.10.0"]);
  });

  test("remembers a refused tag, which nobody can queue or refuse again", async () => {
    expect(await queue.refuse(delivery(`${CELL}/1.0`), "not on main")).toBe(true);
    expect(await queue.refuse(delivery(`${CELL}/1.0`), "another reason")).toBe(false);
    expect(await queue.enqueue(delivery(`${CELL}/1.0`))).toMatchObject({
      outcome: "known",
      item: { state: "refused", reason: "not on main" },
    });
    expect(await queue.open()).toEqual([]);
    expect(await queue.enqueue(delivery(`${CELL}/0.9`))).toEqual({ outcome: "queued" });
  });

  test("lets one delivery of a cell run, whoever claims", async () => {
    await queue.enqueue(delivery(`${CELL}/1.0`));
    await queue.enqueue(delivery(`${CELL}/1.1`));
    const items = await queue.itemsOf(CELL);
    const claims = await Promise.all([...items, ...items].map((item) => queue.claim(item)));
    expect(claims.filter(Boolean)).toHaveLength(1);
    expect((await queue.itemsOf(CELL)).filter(({ state }) => state === "running")).toHaveLength(1);
  });

  test("notes one execution of a claimed delivery", async () => {
    await queue.enqueue(delivery(`${CELL}/1.0`));
    expect(await queue.started(await first(), "too-early")).toBe(false);
    await queue.claim(await first());
    expect(await queue.started(await first(), "execution-1")).toBe(true);
    expect(await queue.started(await first(), "execution-2")).toBe(false);
    expect(await first()).toMatchObject({ state: "running", executionId: "execution-1" });
  });

  test("gives the cell free once its record is written, once", async () => {
    const item = await recorded(`${CELL}/1.0`);
    await queue.enqueue(delivery(`${CELL}/1.1`));
    const next = (await queue.itemsOf(CELL))[1]!;
    expect(await queue.claim(next)).toBe(false);
    expect([await queue.release(item), await queue.release(item)]).toEqual([true, false]);
    expect(await queue.claim(next)).toBe(true);
    expect(await queue.release(item)).toBe(false);
    expect(states(await queue.itemsOf(CELL))).toEqual([
      ["1.0", "ended"],
      ["1.1", "running"],
    ]);
    expect(states(await queue.open())).toEqual([["1.1", "running"]]);
  });

  test("notes why a delivery failed, and each build for its record", async () => {
    await queue.enqueue(delivery(`${CELL}/1.0`));
    await queue.claim(await first());
    const failure = { stage: "Plan", reason: "no credentials", logUrl: "https://log" };
    expect(await queue.recording(await first(), { result: "failed", failure }, "build-1")).toBe(true);
    const item = await first();
    expect(item).toMatchObject({ state: "recording", result: "failed", failure, recordBuilds: 1 });
    expect(await queue.recording(item, { result: "failed", failure }, "build-9")).toBe(false);
    expect(await queue.recordingAgain(item, "build-2")).toBe(true);
    expect(await queue.recordingAgain(item, "build-3")).toBe(false);
    expect(await first()).toMatchObject({ recordBuildId: "build-2", recordBuilds: 2 });
  });

  test("keeps all of 40 tags that come at once", async () => {
    const tags = Array.from({ length: 40 }, (_, index) => `dev_us-east-1/team${index % 10}/1.${index}`);
    const outcomes = await Promise.all(tags.map(async (tag) => queue.enqueue(delivery(tag))));
    const stored = await queue.open();
    const late = outcomes.filter(({ outcome }) => outcome === "late");
    expect(stored.length + late.length).toBe(40);
    expect(new Set(stored.map(({ cell }) => cell)).size).toBe(10);
  });

  test("opens the six tags of one commit, each in a cell of its own", async () => {
    for (const tag of SIX_TAGS) await queue.enqueue(delivery(tag));
    expect((await queue.open()).map(({ tag }) => tag).sort()).toEqual(SIX_TAGS.toSorted());
    await expect(queue.enqueue(delivery("dev_us-east-1"))).rejects.toThrow("deployment tag");
  });
});
