import { type PlannedChange } from "@tagform/toolchain";

import { countPlan, formatPlan } from "./plan-counts";

const change = (actions: readonly string[], more: Partial<PlannedChange> = {}): PlannedChange => ({
  address: "aws_x.a",
  type: "aws_x",
  actions,
  imported: false,
  ...more,
});
const count = (changes: readonly PlannedChange[], changedOutputs: readonly string[] = []): string =>
  formatPlan(countPlan({ terraformVersion: "1.11.4", changes, changedOutputs, errored: false }), false);

test.each<[string, readonly PlannedChange[]]>([
  ["+1 ~0 -0", [change(["create"])]],
  ["+0 ~1 -0", [change(["update"])]],
  ["+0 ~0 -1", [change(["delete"])]],
  ["+1 ~0 -1 (1 replaced)", [change(["delete", "create"])]],
  ["+1 ~0 -1 (1 replaced)", [change(["create", "delete"])]],
  ["+0 ~0 -0 (1 moved)", [change(["no-op"], { previousAddress: "aws_x.b" })]],
  ["+0 ~1 -0 (1 moved, 1 imported)", [change(["update"], { previousAddress: "aws_x.b", imported: true })]],
  ["+0 ~0 -0 (1 forgotten)", [change(["forget"])]],
  ["+0 ~0 -0", [change(["no-op"], { previousAddress: "aws_x.a" }), change(["read"])]],
])("counts %s", (line, changes) => {
  expect(count(changes)).toBe(line);
});

test("outputs count as well", () => {
  expect(count([], ["a"])).toBe("+0 ~0 -0 (1 output)");
  expect(count([change(["create"])], ["a", "b"])).toBe("+1 ~0 -0 (2 outputs)");
});

test("a plan without changes says so", () => {
  const counts = countPlan({ terraformVersion: "1.11.4", changes: [], changedOutputs: [], errored: false });
  expect(formatPlan(counts, true)).toBe("no changes");
});
