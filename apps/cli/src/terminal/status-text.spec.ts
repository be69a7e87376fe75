import pico from "picocolors";

import { failedRow, neverRow, shownRun, statusRow } from "../fixtures/status-row";
import { renderStatus, statusWords } from "./status-text";

const TERMINAL = { colors: pico.createColors(false), width: 120 };

test("a line tells what is deployed, since when, how far behind, and how the last run ended", () => {
  expect(renderStatus([statusRow()], TERMINAL).split("\n")).toEqual([
    "CELL                    VERSION  COMMIT        AGE  BEHIND  LAST RESULT",
    "dev_us-east-1/research  1.0      3474defa1b2c  1 d  3       applied",
    "",
    "1 cell: 1 deployed, 0 with a last run that failed, 0 never deployed; a tag is <cell>/<version>",
  ]);
});

test.each([
  ["of another version names it", failedRow(), "failed in plan (1.1)"],
  [
    "of the deployed version does not repeat it",
    statusRow({ last: shownRun({ result: "interrupted", failedStep: "apply" }) }),
    "interrupted in apply",
  ],
  ["that never was", neverRow(), "never deployed"],
  ["of a cell without data says so", statusRow({ isInData: false }), "applied, no longer in the data"],
])("a last run %s", (_, row, result) => {
  expect(statusWords(row).result).toBe(result);
});

test("a commit that is not on the branch is not called up to date", () => {
  expect(statusWords(statusRow({ commitsBehind: null })).behind).toBe("unknown");
  expect(statusWords(statusRow({ commitsBehind: 0 })).behind).toBe("0");
  expect(statusWords(neverRow()).behind).toBe("-");
});

test("totals count cells by what is to be done about them", () => {
  const rows = [statusRow(), failedRow(), neverRow(), statusRow({ isInData: false })];
  expect(renderStatus(rows, TERMINAL)).toContain(
    "4 cells: 3 deployed, 1 with a last run that failed, 1 never deployed, 1 no longer in the data",
  );
});

test("a retired cell says so, deployed or not", () => {
  const retired = "moved to risk";
  expect(statusWords(statusRow({ retired })).result).toBe("applied, retired");
  expect(statusWords(neverRow({ retired })).result).toBe("never deployed, retired");
});
