import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { type TerraformJson } from "@tagform/hcl";

import { CHECKOUT, testContext } from "../fixtures/context";
import { EMPTY_CELL } from "../fixtures/delivery";
import { temporaryFolder } from "../fixtures/temporary-folder";
import { type AcceptedFinding, isOpen } from "./finding";
import { verifyConfiguration } from "./verify-configuration";
import { type VerifyReport } from "./verify-report";

const STACK = "dev-us-east-1-research";
const ADDRESS = "aws_cloudwatch_log_group.web";
const CONSTRUCT = `${STACK}/web/logs`;
const FILE = `terraform {
}

resource "aws_cloudwatch_log_group" "web" {
  name = "/web"
}
`;

const KEPT_FOR_EVER = { resource: { aws_cloudwatch_log_group: { web: { name: "/web" } } } };
const PLAIN_LOGS = {
  resource: {
    aws_cloudwatch_log_group: { web: { name: "/web", retention_in_days: 90 } },
    aws_cloudwatch_metric_alarm: {
      errors: { alarm_actions: ["arn"], dimensions: { FunctionName: "web" } },
    },
    aws_lambda_function: {
      web: {
        function_name: "web",
        architectures: ["arm64"],
        logging_config: { log_group: "${aws_cloudwatch_log_group.web.name}" },
      },
    },
  },
};

interface Judged {
  readonly report: VerifyReport;
  readonly read: (name: string) => string;
}

/** The report of our rules alone. */
async function judge(
  document: TerraformJson,
  suppressions: readonly AcceptedFinding[] = [],
): Promise<Judged> {
  const run = temporaryFolder();
  const directory = join(run, STACK);
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, "cdk.tf"), FILE);
  const site = () => ({ file: join(CHECKOUT, "libs/example.ts"), line: 7 });
  const reports = join(run, "verify");
  const report = await verifyConfiguration(
    {
      synthesized: {
        ...{ stackName: STACK, directory, file: "cdk.tf", warnings: [], suppressions },
        sha256: createHash("sha256").update(FILE).digest("hex"),
        document: { ...EMPTY_CELL, ...document },
        elements: [{ address: ADDRESS, path: CONSTRUCT, site }],
      },
      ...{ reports, mode: "pipeline", checks: ["policy"], provider: { kind: "registry" } },
      now: () => new Date("2027-01-31T12:00:00Z"),
    },
    testContext(),
  );
  return { report, read: (name) => readFileSync(join(reports, name), "utf8") };
}

const acceptance = (more: Partial<AcceptedFinding> = {}): AcceptedFinding => ({
  ...{ id: "TAGFORM_WATCH_1", address: ADDRESS, path: CONSTRUCT, reason: "an auditor asked for it" },
  ...more,
});

test("a broken rule fails, with construct and line of TypeScript, in every report", async () => {
  const { report, read } = await judge(KEPT_FOR_EVER);
  expect(report).toMatchObject({ ok: false, checks: [{ name: "policy", status: "findings" }] });
  expect(report.findings).toMatchObject([
    {
      ...{ tool: "policy", rule: "TAGFORM_WATCH_1", severity: "warning", address: ADDRESS, line: 4 },
      ...{ construct: CONSTRUCT, source: { file: "libs/example.ts", line: 7 } },
    },
  ]);
  expect(read("report.txt")).toContain("libs/example.ts:7: warning: Logs are kept for the 7, 90 or 365 days");
  expect(read("report.sarif")).toContain('"ruleId": "TAGFORM_WATCH_1"');
  expect(read("report.junit.xml")).toMatch(/<testcase [^>]*TAGFORM_WATCH_1[^>]*>\s*<failure/);
});

test("a rule of low severity advises: it is reported, and fails nothing", async () => {
  const { report, read } = await judge(PLAIN_LOGS);
  expect(report).toMatchObject({ ok: true, checks: [{ name: "policy", status: "passed" }] });
  expect(report.findings).toMatchObject([{ rule: "TAGFORM_WATCH_3", severity: "note" }]);
  expect(report.findings.filter(isOpen)).toEqual([]);
  expect(read("report.txt")).toMatch(/^advice, which fails nothing:\n.*: note: Functions log JSON/m);
  expect(read("report.junit.xml")).not.toContain("<failure");
});

test("a finding is accepted as a scanner's is: by rule and address, until its day", async () => {
  const { report } = await judge(KEPT_FOR_EVER, [acceptance({ until: "2027-01-31" })]);
  expect(report).toMatchObject({ ok: true });
  expect(report.findings).toMatchObject([{ suppressed: { reason: "an auditor asked for it" } }]);
});

test("an acceptance that has expired, or accepts nothing, fails", async () => {
  const expired = await judge(KEPT_FOR_EVER, [acceptance({ until: "2027-01-30" })]);
  expect(expired.report.findings.map(({ rule }) => rule).sort()).toEqual([
    "TAGFORM_WATCH_1",
    "expired-suppression",
  ]);
  const unused = await judge(KEPT_FOR_EVER, [acceptance(), acceptance({ id: "TAGFORM_NET_3" })]);
  expect(unused.report).toMatchObject({ ok: false });
  expect(unused.report.findings.map(({ rule, tool }) => [rule, tool])).toContainEqual([
    "unused-suppression",
    "policy",
  ]);
});
