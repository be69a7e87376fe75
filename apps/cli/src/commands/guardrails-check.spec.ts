import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { GuardrailReport } from "@tagform/preflight";

import { tagform } from "../fixtures/recording-context";

const folder = mkdtempSync(join(tmpdir(), "guardrails-check-"));
afterAll(() => rmSync(folder, { recursive: true }));

const env = { PATH: process.env["PATH"] ?? "" };
const check = (...words: string[]) => tagform(["guardrails", "check", ...words], { env });

/** A plan that makes a topic in a Region. */
function planOf(region: string): string {
  const path = join(folder, `${region}.json`);
  const change = { actions: ["create"], after: { name: "news", region }, after_unknown: { arn: true } };
  const topic = { address: "aws_sns_topic.news", type: "aws_sns_topic", mode: "managed", change };
  writeFileSync(path, JSON.stringify({ format_version: "1.2", resource_changes: [topic] }));
  return path;
}

test("a cell of a workload is judged under its account's unit, by the role that its account has", async () => {
  const { exitCode, printed } = await check("dev_us-east-1/research", "--json");
  const report = JSON.parse(printed) as GuardrailReport & { unit: string; roleIsJudged: boolean };
  expect(exitCode).toBe(0);
  expect(report).toMatchObject({
    unit: "Workloads/Dev",
    roleIsJudged: true,
    source: "configuration",
    answer: "allowed",
  });
  expect(report.changes.length).toBeGreaterThan(50);
});

test("a cell that nobody may deploy by tag is denied, with the statement and what to do", async () => {
  const { exitCode, printed } = await check("tooling_global/account");
  expect(exitCode).toBe(2);
  expect(printed).toContain(
    'denied: permission boundary "InfraBoundary", statement ItselfStays, denies iam:CreateRole',
  );
  expect(printed).toContain("  create aws_iam_role.roles_roles_build\n");
  expect(printed).toContain("what to do: ");
});

test("a plan is judged by its own changes, for the cell that it is of", async () => {
  const { exitCode, printed } = await check(planOf("us-east-1"), "--cell", "dev_us-east-1/research");
  expect({ exitCode, printed }).toMatchObject({
    exitCode: 0,
    printed: expect.stringContaining("1 allowed, of the plan"),
  });
});

test("a plan alone does not tell whose it is", async () => {
  const { exitCode, noted } = await check(planOf("eu-central-1"));
  expect(exitCode).toBe(1);
  expect(noted).toContain("name the cell with --cell <cell>");
});
