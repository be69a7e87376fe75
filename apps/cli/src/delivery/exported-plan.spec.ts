import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Approval } from "@tagform/config";

import { exportPlan } from "./exported-plan";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tagform-exported-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const SEAL = "ab".repeat(32);

/** What a shell that reads the file then knows. */
async function exported(
  line: string,
  noChanges: boolean,
  policy: Approval = "when-changed",
): Promise<string> {
  const file = join(folder, "plan.env");
  await exportPlan(file, { mode: "deploy", line, noChanges, seal: SEAL }, policy);
  const script = `. "$1" && printf '%s|' "$CHANGED" "$APPROVAL" "$PLAN_DIGEST" "$PLAN_LINE"`;
  return execFileSync("/bin/sh", ["-c", script, "sh", file], { encoding: "utf8" });
}

test("a shell reads whether the plan changes something and needs approval, its digest and its line", async () => {
  expect(await exported("+3 ~1 -2", false)).toBe(`true|needed|${SEAL}|+3 ~1 -2|`);
  expect(await exported("no changes", true)).toBe(`false|not-needed|${SEAL}|no changes|`);
  expect(readFileSync(join(folder, "plan.env"), "utf8")).toMatch(
    /^export CHANGED='false'\nexport APPROVAL='not-needed'\nexport PLAN_DIGEST='/,
  );
});

test("whether approval is needed is the environment's policy", async () => {
  expect(await exported("+3 ~1 -2", false, "none")).toContain("true|not-needed|");
  expect(await exported("no changes", true, "always")).toContain("false|needed|");
});

test("a shell runs nothing of what it reads", async () => {
  const line = `'; touch pwned; "$(touch pwned)" \`touch pwned\` #`;
  expect(await exported(line, false)).toBe(`true|needed|${SEAL}|${line}|`);
  expect(readdirSync(folder)).toEqual(["plan.env"]);
});
