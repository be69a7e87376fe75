import fc from "fast-check";

import { type DeliveryItem, type DeliveryState } from "./delivery-item";
import { delivery } from "./fixtures/deliveries";
import { keyOf } from "./queue-table";
import { schedule } from "./schedule";

const item = (tag: string, state: DeliveryState = "waiting", second = 0): DeliveryItem => ({
  ...delivery(tag),
  ...keyOf(tag),
  state,
  queuedAt: new Date(second * 1000).toISOString(),
});

const tags = (items: readonly DeliveryItem[]) => items.map(({ tag }) => tag);

test("starts one delivery of a cell, the lowest version first, by number", () => {
  const open = ["1.10", "1.9", "2.0"].map((version) => item(`dev_us-east-1/research/${version}`));
  expect(tags(schedule(open, { maxRunning: 10 }))).toEqual(["dev_us-east-1/research/1.9"]);
});

test.each(["running", "recording"] as const)(
  "starts nothing in a cell with a delivery that is %s",
  (state) => {
    const open = [
      item("dev_us-east-1/research/1.0", state),
      item("dev_us-east-1/research/1.1"),
      item("dev_eu-central-1/research/1.0"),
    ];
    expect(tags(schedule(open, { maxRunning: 10 }))).toEqual(["dev_eu-central-1/research/1.0"]);
  },
);

test("lets the longest waiting of a team go first", () => {
  const regions = ["us-east-1", "eu-central-1", "ap-southeast-1"];
  const open = regions.map((region, index) => item(`dev_${region}/research/1.0`, "waiting", 10 - index));
  expect(tags(schedule(open, { maxRunning: 2 }))).toEqual([
    "dev_ap-southeast-1/research/1.0",
    "dev_eu-central-1/research/1.0",
  ]);
});

test("gives places to the team that has the fewest, though another has waited longer", () => {
  const open = [
    item("dev_us-east-1/research/1.0", "running"),
    item("dev_eu-central-1/research/1.0", "waiting", 1),
    item("dev_ap-southeast-1/research/1.0", "waiting", 2),
    item("dev_us-east-1/risk/1.0", "waiting", 3),
    item("dev_eu-central-1/risk/1.0", "waiting", 4),
  ];
  expect(tags(schedule(open, { maxRunning: 4 }))).toEqual([
    "dev_us-east-1/risk/1.0",
    "dev_eu-central-1/research/1.0",
    "dev_eu-central-1/risk/1.0",
  ]);
});

test("keeps a run that waits for an approval in its cell, and gives its place to another", () => {
  const open = [
    item("dev_us-east-1/research/1.0", "running"),
    item("dev_us-east-1/research/1.1"),
    item("dev_eu-central-1/research/1.0"),
  ];
  expect(schedule(open, { maxRunning: 1 })).toEqual([]);
  const awaitingApproval = new Set(["dev_us-east-1/research/1.0"]);
  expect(tags(schedule(open, { maxRunning: 1, awaitingApproval }))).toEqual([
    "dev_eu-central-1/research/1.0",
  ]);
});

test("starts nothing while more run than may, because approvals came at once", () => {
  const running = ["us-east-1", "eu-central-1", "ap-southeast-1"].map((region) =>
    item(`dev_${region}/research/1.0`, "running"),
  );
  expect(schedule([...running, item("dev_global/research/1.0")], { maxRunning: 2 })).toEqual([]);
});

const anyOpen = fc.uniqueArray(
  fc.record({
    cell: fc.constantFrom("us-east-1/a", "us-east-1/b", "eu-central-1/a", "eu-central-1/b", "global/c"),
    minor: fc.integer({ min: 0, max: 12 }),
    state: fc.constantFrom("waiting", "waiting", "running", "recording"),
    second: fc.integer({ min: 0, max: 5 }),
  }),
  { selector: ({ cell, minor }) => `${cell}/${minor}`, maxLength: 30 },
);

test("whatever is open: one run a cell, no more than may run, in the order of versions, and no place is left empty", () => {
  fc.assert(
    fc.property(anyOpen, fc.integer({ min: 1, max: 6 }), (drawn, maxRunning) => {
      const open = drawn.map(({ cell, minor, state, second }) =>
        item(`dev_${cell}/1.${minor}`, state, second),
      );
      const busy = open.filter(({ state }) => state !== "waiting");
      const busyCells = new Set(busy.map(({ cell }) => cell));
      const chosen = schedule(open, { maxRunning });

      expect(new Set(chosen.map(({ cell }) => cell)).size).toBe(chosen.length);
      expect(chosen.filter(({ cell }) => busyCells.has(cell))).toEqual([]);
      for (const { cell, version } of chosen) {
        const waiting = open.filter((other) => other.cell === cell && other.state === "waiting");
        const minors = waiting.map((other) => Number(other.version.split(".")[1]));
        expect(Number(version.split(".")[1])).toBe(Math.min(...minors));
      }
      const free = new Set(open.map(({ cell }) => cell).filter((cell) => !busyCells.has(cell)));
      expect(chosen).toHaveLength(Math.min(free.size, Math.max(0, maxRunning - busy.length)));
    }),
  );
});
