import { compareVersions } from "@tagform/deployment";
import fc from "fast-check";

import { type DeliveryItem } from "./delivery-item";
import { type DeliveryRunner } from "./delivery-runner";
import { queueIn } from "./dynamo-queue";
import { SIX_TAGS } from "./fixtures/deliveries";
import { DeliveryWorld } from "./fixtures/delivery-world";
import { hasStorage, TableStorage } from "./fixtures/table-storage";

/** Every tag ran exactly once, those of one cell one after the other by version, and all are recorded. */
async function expectAllDelivered(world: DeliveryWorld, tags: readonly string[]): Promise<void> {
  const started = world.aws.executions.map(({ item }) => item);
  expect(started.map(({ tag }) => tag).sort()).toEqual(tags.toSorted());
  expect(world.aws.violations).toEqual([]);
  for (const [cell, items] of byCell(started)) {
    expect([cell, items.map(({ version }) => version)]).toEqual([
      cell,
      items.map(({ version }) => version).sort(compareVersions),
    ]);
    expect((await world.queue.itemsOf(cell)).map(({ state }) => state)).toEqual(items.map(() => "ended"));
  }
  expect(new Set(world.aws.records.map(({ request }) => request.item.tag)).size).toBe(tags.length);
}

function byCell(items: readonly DeliveryItem[]): Map<string, DeliveryItem[]> {
  const cells = new Map<string, DeliveryItem[]>();
  for (const item of items) cells.set(item.cell, [...(cells.get(item.cell) ?? []), item]);
  return cells;
}

test("the six tags of one commit, at once, run side by side", async () => {
  const world = new DeliveryWorld();
  await world.enqueue(...SIX_TAGS);
  await world.tick();
  expect(world.aws.running).toHaveLength(6);
  await world.drain();
  await expectAllDelivered(world, SIX_TAGS);
});

test("40 tags at once, with ten places", async () => {
  const world = new DeliveryWorld(10);
  const tags = Array.from(
    { length: 40 },
    (_, index) => `dev_us-east-1/team${index % 8}/1.${Math.floor(index / 8)}`,
  );
  await world.enqueue(...tags);
  await Promise.all([world.tick(), world.tick()]);
  expect(world.aws.running).toHaveLength(8);
  await world.drain();
  await expectAllDelivered(world, tags);
});

const testInDynamoDb = hasStorage ? test : test.skip;

testInDynamoDb("the six tags of one commit, in DynamoDB, with ticks at the same moment", async () => {
  const storage = await TableStorage.start();
  const queue = await queueIn(await storage.emptyTable());
  try {
    const world = new DeliveryWorld(4, queue);
    await Promise.all(SIX_TAGS.map((tag) => world.enqueue(tag)));
    await Promise.all([world.tick(), world.tick(), world.tick()]);
    expect(world.aws.running).toHaveLength(4);
    await world.drain();
    await expectAllDelivered(world, SIX_TAGS);
  } finally {
    queue.close();
    await storage.stop();
  }
});

test("1,000 tags over 200 cells: no cell is overtaken or starved", async () => {
  const world = new DeliveryWorld(10);
  const regions = ["us-east-1", "eu-central-1", "ap-southeast-1", "us-west-2", "global"];
  const cells = regions.flatMap((region) =>
    Array.from({ length: 40 }, (_, team) => `dev_${region}/team${team}`),
  );
  const tags = Array.from({ length: 5 }, (_, version) => cells.map((cell) => `${cell}/1.${version}`)).flat();
  expect(new Set(tags).size).toBe(1000);
  await world.enqueue(...tags);
  await world.drain();
  await expectAllDelivered(world, tags);
  // Each round of versions is through before a cell gets two ahead of another.
  const order = world.aws.tagsStarted().map((tag) => Number(tag.split(".").at(-1)));
  const ahead = order.map((version, index) => version - Math.min(...order.slice(index)));
  expect(Math.max(...ahead)).toBeLessThanOrEqual(1);
});

test("a team that goes on tagging starves no other", async () => {
  const world = new DeliveryWorld(2);
  await world.enqueue(...Array.from({ length: 50 }, (_, index) => `dev_us-east-1/busy/1.${index}`));
  await world.enqueue("dev_global/busy/1.0", "dev_eu-central-1/busy/1.0", "dev_us-east-1/quiet/1.0");
  await world.tick();
  expect(world.aws.tagsStarted()).toContain("dev_us-east-1/quiet/1.0");
});

/** Dies at a call: what it was to do is done or not, and no later call of the same tick does anything. */
function mortal(runner: DeliveryRunner, diesAt: number, afterwards: boolean): DeliveryRunner {
  let calls = 0;
  const wrap =
    <Argument, Answer>(call: (argument: Argument) => Promise<Answer>) =>
    async (argument: Argument): Promise<Answer> => {
      calls += 1;
      if (calls > diesAt || (calls === diesAt && !afterwards)) throw new Error("the function died");
      const answer = await call(argument);
      if (calls === diesAt) throw new Error("the function died");
      return answer;
    };
  return {
    start: wrap((item) => runner.start(item)),
    status: wrap((id) => runner.status(id)),
    actions: wrap((id) => runner.actions(id)),
    startRecord: wrap((request) => runner.startRecord(request)),
    recordBuild: wrap((id) => runner.recordBuild(id)),
  };
}

const anyEvent = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("tag" as const), cell: fc.nat(3) }) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant("tick" as const), times: fc.integer({ min: 1, max: 3 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant("end" as const), pick: fc.nat(9), fails: fc.boolean() }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant("recorded" as const), pick: fc.nat(9), fails: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("approval" as const), pick: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("throttle" as const), calls: fc.nat(4) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("death" as const),
      at: fc.integer({ min: 1, max: 6 }),
      afterwards: fc.boolean(),
    }),
  },
);
type Event = typeof anyEvent extends fc.Arbitrary<infer Value> ? Value : never;

const CELLS = ["dev_us-east-1/a", "dev_global/a", "dev_us-east-1/b", "dev_global/b"];

/** Lets one thing happen; ticks fail as they like, the next one is to mend it. */
async function happen(world: DeliveryWorld, event: Event, tags: string[]): Promise<void> {
  const { aws } = world;
  const nth = <Value>(values: readonly Value[], pick: number): Value | undefined =>
    values[pick % Math.max(1, values.length)];
  switch (event.kind) {
    case "tag": {
      const tag = `${CELLS[event.cell]!}/1.${tags.length}`;
      tags.push(tag);
      return world.enqueue(tag);
    }
    case "tick":
      await Promise.allSettled(Array.from({ length: event.times }, () => world.tick()));
      return;
    case "end": {
      const execution = nth(aws.running, event.pick);
      if (execution !== undefined) aws.end(execution.id, event.fails ? "failed" : "succeeded");
      return;
    }
    case "recorded": {
      const build = nth(aws.recording, event.pick);
      if (build !== undefined) aws.endRecord(build, event.fails ? "failed" : "succeeded");
      return;
    }
    case "approval": {
      const execution = nth(aws.running, event.pick);
      if (execution !== undefined) aws.awaitApproval(execution.id);
      return;
    }
    case "throttle":
      aws.throttled += event.calls;
      return;
    case "death":
      await Promise.allSettled([world.tick({ runner: mortal(aws, event.at, event.afterwards) })]);
  }
}

test("whatever comes twice, late or never, and wherever a tick dies: every tag runs once, in its cell's order", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyEvent, { maxLength: 60 }), async (events) => {
      const world = new DeliveryWorld(2);
      const tags: string[] = [];
      for (const event of events) await happen(world, event, tags);
      world.aws.throttled = 0;
      await world.drain(500);
      await expectAllDelivered(world, tags);
    }),
    { numRuns: 500 },
  );
});
