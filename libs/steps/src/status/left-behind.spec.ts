import { cellsLeftBehind } from "./left-behind";
import { type CellStatus, type ShownRun } from "./status";

const run = (overrides: Partial<ShownRun> = {}): ShownRun => ({
  result: "applied",
  at: "2026-11-20T10:00:00.000Z",
  tag: "dev_us-east-1/research/1.4",
  version: "1.4",
  commit: "3474defa1b2c",
  failedStep: null,
  ...overrides,
});
const row = (overrides: Partial<CellStatus>): CellStatus => ({
  environment: "dev",
  scope: "us-east-1",
  team: "research",
  cell: "dev_us-east-1/research",
  isInData: false,
  deployed: null,
  last: null,
  ...overrides,
});
const messages = (...rows: CellStatus[]): string[] =>
  cellsLeftBehind(rows).map(({ path, message }) => `${path}: ${message}`);

const PLACE = "dev.teams.research.scopes.us-east-1";
const REMEDY =
  'put it back with `retired: "<why>"`, deploy a tag of it, and remove it when that has destroyed it';

test("a cell that left the data while it was deployed is an issue that says what to do", () => {
  expect(messages(row({ deployed: run(), last: run({ result: "failed", failedStep: "plan" }) }))).toEqual([
    `${PLACE}: is not in the data, but dev_us-east-1/research/1.4 is deployed since 2026-11-20T10:00:00.000Z: ${REMEDY}`,
  ]);
});

test.each(["failed", "interrupted"] as const)(
  "so is one whose last apply %s before anything was decided",
  (result) => {
    expect(messages(row({ last: run({ result, failedStep: "apply" }) }))).toEqual([
      `${PLACE}: is not in the data, but dev_us-east-1/research/1.4 ended in apply, as ${result}: ${REMEDY}`,
    ]);
  },
);

test("one that was destroyed, that never came to apply, or that the data has is none", () => {
  const gone = row({ last: run({ result: "destroyed" }) });
  const planned = row({ last: run({ result: "failed", failedStep: "plan" }) });
  expect(messages(gone, planned, row({}), row({ isInData: true, deployed: run(), last: run() }))).toEqual([]);
});
