import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { newRun } from "./new-run";
import { removeOldRuns } from "./old-runs";

const cell = { environment: "dev", scope: "us-east-1", team: "research" } as const;

let root: string;
let runs: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "old-runs-"));
  runs = join(root, ".tagform/runs");
});
afterEach(() => rmSync(root, { recursive: true }));

/** Runs named by number, oldest first, each with the files. */
function make(count: number, prefix: string, files: readonly string[]): void {
  for (let index = 0; index < count; index += 1) {
    const run = join(runs, `${prefix}${String(index).padStart(2, "0")}`);
    mkdirSync(run, { recursive: true });
    for (const file of files) {
      mkdirSync(dirname(join(run, file)), { recursive: true });
      writeFileSync(join(run, file), "");
    }
  }
}

const left = (): string[] => readdirSync(runs).sort();

test("the last twenty finished runs stay", async () => {
  make(23, "2026-", ["plan/tfplan", "record.json"]);
  await removeOldRuns(runs);
  expect(left()).toHaveLength(20);
  expect(left()[0]).toBe("2026-03");
});

test.each([
  ["a plan that may be applied one day", ["plan/tfplan"]],
  ["nothing yet, because it has just begun", []],
  ["a state that terraform could not write", ["plan/tfplan", "record.json", "work/errored.tfstate"]],
])("a run with %s stays, however many are younger", async (_, files) => {
  make(1, "2025-", files);
  make(25, "2026-", ["record.json"]);
  await removeOldRuns(runs);
  expect(left()).toHaveLength(21);
  expect(left()[0]).toBe("2025-00");
});

test("a run that was left without a plan a day ago is finished", async () => {
  make(1, "2025-", ["verify/report.txt"]);
  make(20, "2026-", ["record.json"]);
  const yesterday = new Date(Date.now() - 25 * 60 * 60 * 1000);
  utimesSync(join(runs, "2025-00"), yesterday, yesterday);
  await removeOldRuns(runs);
  expect(left()[0]).toBe("2026-00");
});

test("a new run makes room for itself", async () => {
  make(21, "2026-", ["record.json"]);
  const run = await newRun(root, cell, new Date(Date.UTC(2027, 0)));
  expect(left()).toEqual([
    ...Array.from({ length: 20 }, (_, index) => `2026-${String(index + 1).padStart(2, "0")}`),
    expect.stringContaining("20270101T"),
  ]);
  expect(readdirSync(run)).toEqual([]);
});
