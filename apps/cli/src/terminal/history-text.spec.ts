import type { PastRecord } from "@tagform/steps";
import pico from "picocolors";

import { COMMIT } from "../fixtures/status-row";
import { renderHistory } from "./history-text";

const TERMINAL = { colors: pico.createColors(false), width: 120 };
const applied: PastRecord = {
  result: "applied",
  version: "1.0",
  commit: COMMIT,
  summary: "+3 ~1 -2 (1 replaced)",
  actor: "ada@laptop",
  approval: {
    decision: "approved",
    policy: "always",
    approver: "Grace",
    at: "2026-11-20T09:59:00.000Z",
    plan: "",
    approvals: [],
  },
  finishedAt: "2026-11-20T10:00:00.000Z",
  durationMs: 65_400,
};
const failed: PastRecord = {
  ...applied,
  result: "failed",
  failure: { step: "apply", message: "quota\nmore" },
};

test("a run takes one line: when, what, how it ended, who and how long", () => {
  expect(renderHistory("dev_global/risk", [applied], TERMINAL).split("\n")).toEqual([
    "WHEN (UTC)        VERSION  COMMIT        RESULT   PLAN                   BY          APPROVED BY  TOOK",
    "2026-11-20 10:00  1.0      3474defa1b2c  applied  +3 ~1 -2 (1 replaced)  ada@laptop  Grace        1:05 min",
  ]);
});

test("a failed run says in which step, and why", () => {
  const lines = renderHistory("dev_global/risk", [failed, applied], TERMINAL).split("\n");
  expect(lines[1]).toContain("failed in apply");
  expect(lines[2]).toBe("  quota");
});

test("nothing in a record steers the terminal", () => {
  expect(renderHistory("c", [{ ...applied, actor: "a\u001b[2Jb" }], TERMINAL)).toContain("a?[2Jb");
});

test("an old record that lacks what is newer than it is still shown", () => {
  expect(renderHistory("c", [{ result: "applied" }], TERMINAL)).toMatch(/- +- +- +applied +- +- +- +-$/);
});

test("a cell without records was never deployed", () => {
  expect(renderHistory("dev_global/risk", [], TERMINAL)).toBe(
    "dev_global/risk has no records: it was never deployed",
  );
});
