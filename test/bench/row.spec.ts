import { median } from "./measure";
import { type Result, type Row, table, verdict } from "./row";

const row: Row = { point: "5.1", what: "tag to HCL", value: 0.4, unit: "s", detail: "cold process" };
const skipped: Result = { point: "5.5", what: "own share", skipped: "no terraform" };

test.each<[Result, string]>([
  [row, "no bound"],
  [{ ...row, atMost: 0.4 }, "met"],
  [{ ...row, atMost: 0.39 }, "missed"],
  [{ ...row, atLeast: 0.4 }, "met"],
  [{ ...row, atLeast: 0.5 }, "missed"],
  [skipped, "skipped"],
])("%j is %s", (result, expected) => {
  expect(verdict(result)).toBe(expected);
});

test("a bound that cannot be measured as a number is missed", () => {
  expect(verdict({ ...row, value: NaN, atMost: 1 })).toBe("missed");
});

test("the table names number, bound, verdict and how", () => {
  const [, first, second] = table([{ ...row, atMost: 0.45 }, skipped]).split("\n");
  expect(first).toMatch(/^5\.1 +tag to HCL +0\.40 s +<= 0\.45 s +MET +cold process$/);
  expect(second).toMatch(/^5\.5 +own share +- +- +SKIPPED +no terraform$/);
});

test.each([
  [[3, 1, 2], 2],
  [[4, 1, 2, 3], 2.5],
  [[7], 7],
])("the median of %j is %d", (values, expected) => {
  expect(median(values)).toBe(expected);
});
