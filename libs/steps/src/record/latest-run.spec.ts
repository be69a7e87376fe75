import { ENVIRONMENT_NAMES } from "@tagform/deployment";
import fc from "fast-check";

import { DEPLOYMENT_RESULTS } from "../apply/apply-result";
import { type LatestRun, latestRunKey, parseLatestRunKey } from "./latest-run";

const run: LatestRun = {
  cell: { environment: "dev", scope: "us-east-1", team: "research" },
  at: new Date("2026-11-21T11:34:17.123Z"),
  result: "failed",
  version: "1.0",
  commit: "3474defa1b2c".padEnd(40, "0"),
  failedStep: "plan",
};
const KEY =
  "_latest/dev_us-east-1/research/20261121T113417123Z_1.0_3474defa1b2c0000000000000000000000000000_failed_plan";

test("the name of a mark tells how the run ended", () => {
  expect(latestRunKey(run)).toBe(KEY);
  expect(parseLatestRunKey(KEY)).toEqual(run);
});

const hex = fc.stringMatching(/^[0-9a-f]{40}$/);
const anyRun: fc.Arbitrary<LatestRun> = fc.record(
  {
    cell: fc.record({
      environment: fc.constantFrom(...ENVIRONMENT_NAMES),
      scope: fc.constantFrom("global" as const, "us-east-1" as const),
      team: fc.constantFrom("a", "research-two"),
    }),
    at: fc.date({ min: new Date(0), max: new Date("9999-12-31"), noInvalidDate: true }),
    result: fc.constantFrom(...DEPLOYMENT_RESULTS),
    version: fc.constantFrom("0.0", "12.3.456789012"),
    commit: hex,
    failedStep: fc.constantFrom("source", "apply"),
  },
  { requiredKeys: ["cell", "at", "result"] },
);

test("every run is read from the name of its mark as it was written", () => {
  fc.assert(fc.property(anyRun, (one) => expect(parseLatestRunKey(latestRunKey(one))).toEqual(one)));
});

test("marks of a cell sort by time", () => {
  fc.assert(
    fc.property(anyRun, anyRun, ({ at: one }, { at: other }) => {
      const [left, right] = [latestRunKey({ ...run, at: one }), latestRunKey({ ...run, at: other })];
      expect(left < right).toBe(one < other);
    }),
  );
});

test("a step's name cannot change how the rest is read", () => {
  const key = latestRunKey({ ...run, failedStep: "../x_applied_-" });
  expect(parseLatestRunKey(key)).toEqual({ ...run, failedStep: "xapplied" });
});

test.each([
  ["another kind of object", "_latest/README"],
  ["an unknown result", KEY.replace("failed", "paused")],
  ["an unknown cell", KEY.replace("dev_", "nowhere_")],
  ["a malformed version", KEY.replace("_1.0_", "_1._")],
])("%s is no mark", (_, key) => {
  expect(parseLatestRunKey(key)).toBeUndefined();
});
