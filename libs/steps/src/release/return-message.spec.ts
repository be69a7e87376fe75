import { parseCell } from "@tagform/deployment";

import { type ProposedTag } from "./propose-tags";
import { promotionMessage, rollbackMessage } from "./return-message";

const tag: ProposedTag = {
  name: "prod_global/risk/1.3",
  cell: parseCell("prod_global/risk"),
  version: "1.3",
  commit: "3474defa1b2c".padEnd(40, "0"),
  previous: { version: "1.2" },
};
const change = (index: number) => ({
  address: `aws_eip.a${index}`,
  action: "delete" as const,
  reason: "its address",
});

test("a rollback says what it goes back to, why, and what its plan ends for good", () => {
  const plan = { line: "+0 ~1 -1", irreversible: [change(0)] };
  expect(rollbackMessage({ tag, to: "1.1", reason: "Orders fail", plan })).toBe(
    [
      "Roll back prod_global/risk to 1.1",
      "",
      "Orders fail",
      "",
      "Deploys commit 3474defa1b2c of 1.1 again, instead of 1.2.",
      "Plan when the tag was made: +0 ~1 -1",
      "",
      "Cannot be undone:",
      "  delete aws_eip.a0: its address",
    ].join("\n"),
  );
});

test("a message stays readable when a plan ends a lot", () => {
  const irreversible = Array.from({ length: 60 }, (_, index) => change(index));
  const message = rollbackMessage({ tag, to: "1.1", plan: { line: "-60", irreversible } });
  expect(message).toContain("aws_eip.a49");
  expect(message).not.toContain("aws_eip.a50");
  expect(message).toMatch(/and 10 more$/);
});

test("a promotion says what proved its commit, or why nothing did", () => {
  const facts = { tag, from: "staging_global/risk/2.0" };
  const run = "staging_global/risk/2.0, applied 2026-11-21T12:00:00Z";
  expect(promotionMessage({ ...facts, proof: { run } })).toContain(`Proven by ${run}`);
  expect(promotionMessage({ ...facts, proof: { unproven: "staging burns" } })).toContain(
    "Not proven, for the reason: staging burns",
  );
});
