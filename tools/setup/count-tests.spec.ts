import { readFileSync } from "node:fs";
import path from "node:path";

import { evaluate } from "./evaluate";

const output = readFileSync(path.join(__dirname, "recorded/nx-run-many.txt"), "utf8");
const countOf = (text: string): unknown => evaluate("count-tests.mjs", "all.countTests(text)", { text });

test("tests of all projects are counted, and a test task that broke counts as one failure", () => {
  // outcome: 2 passed, 1 failed, 1 skipped; identity: 7 passed, one file does not compile; app-dev: no tests.
  expect(countOf(output)).toEqual({ passed: 9, failed: 3, skipped: 1 });
});

test("the failed targets are known", () => {
  const expression = "[...all.failedTargets(text)].sort()";
  expect(evaluate("count-tests.mjs", expression, { text: output })).toEqual(["test", "typecheck"]);
});

test("tests from nx's cache count as well", () => {
  const cached = output.replace("> nx run outcome:test", "> nx run outcome:test  [local cache]");
  expect(cached).not.toBe(output);
  expect(countOf(cached)).toEqual({ passed: 9, failed: 3, skipped: 1 });
});

test("output without any test has none", () => {
  expect(countOf("NX   No tasks were run\n")).toEqual({ passed: 0, failed: 0, skipped: 0 });
});

test.each([
  [{ passed: 12, failed: 0, skipped: 0 }, "12 passed, 0 failed"],
  [{ passed: 12, failed: 1, skipped: 2 }, "12 passed, 1 failed, 2 skipped"],
])("the closing line of %j is %j", (count, line) => {
  expect(evaluate("count-tests.mjs", "all.closingLine(count)", { count })).toBe(line);
});
