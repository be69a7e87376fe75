import { dataDifferences } from "./data-differences";

test("values that differ are named by path, whatever the order of keys", () => {
  const from = { a: { min: 1, max: 2 }, zones: ["x", "y"], same: [1], only: true };
  const to = { same: [1], zones: ["x", "z"], a: { max: 4, min: 1 }, added: null };
  expect(dataDifferences(from, to)).toEqual([
    { path: "a.max", from: 2, to: 4 },
    { path: "added", from: undefined, to: null },
    { path: "only", from: true, to: undefined },
    { path: "zones[1]", from: "y", to: "z" },
  ]);
});

test("lists of unequal length differ as a whole", () => {
  expect(dataDifferences({ a: [1] }, { a: [1, 2] })).toEqual([{ path: "a", from: [1], to: [1, 2] }]);
  expect(dataDifferences({ a: [1] }, { a: [1] })).toEqual([]);
});
