import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { testContext } from "../fixtures/context";
import { EMPTY_CELL, NO_CLOUD } from "../fixtures/delivery";
import { type Answers, fakeTools } from "../fixtures/fake-tools";
import { temporaryFolder } from "../fixtures/temporary-folder";
import { type SourceLine } from "./finding";
import { verify, type VerifyRequest } from "./verify";
import { type SynthesizedConfiguration } from "./verify-configuration";
import { verifyExitCode, type VerifyReport } from "./verify-report";

const STACK = "dev-us-east-1-research";
const CONFIGURATION = `resource "aws_s3_bucket" "logs" {
  bucket = "example"
}
`;
const RECORDED = join(__dirname, "../../../toolchain/src/recorded");

interface Setting {
  readonly answers?: Partial<Answers>;
  readonly awsRules?: boolean;
  readonly request?: Partial<VerifyRequest>;
  readonly synthesized?: Partial<SynthesizedConfiguration>;
  readonly env?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  /** The run directory. @default - a new one */
  readonly run?: string;
}

interface Verified {
  readonly run: string;
  readonly lines: readonly string[];
  readonly report: VerifyReport;
}

async function verifyWith({ answers, awsRules = true, ...setting }: Setting = {}): Promise<Verified> {
  const toolRoot = temporaryFolder();
  fakeTools(toolRoot, answers, { awsRules });
  const run = setting.run ?? temporaryFolder();
  writeFileSync(join(run, "cloud.json"), JSON.stringify(NO_CLOUD));
  const synthesize = (outdir: string): Promise<SynthesizedConfiguration> => {
    const directory = join(outdir, STACK);
    mkdirSync(directory, { recursive: true });
    writeFileSync(join(directory, "cdk.tf"), CONFIGURATION);
    const sha256 = createHash("sha256").update(CONFIGURATION).digest("hex");
    return Promise.resolve({
      ...{
        stackName: STACK,
        directory,
        file: "cdk.tf",
        sha256,
        warnings: [],
        suppressions: [],
        document: EMPTY_CELL,
        elements: [],
      },
      ...setting.synthesized,
    });
  };
  // Only the fake tools may be found, and what the scripts themselves need.
  const env = { PATH: "/usr/bin:/bin", HOME: toolRoot, ...setting.env };
  const context = testContext({
    toolRoot,
    env,
    ...(setting.signal === undefined ? {} : { signal: setting.signal }),
  });
  const report = await verify({ run, synthesize, mode: "pipeline", ...setting.request }, context);
  return { run, lines: context.lines, report };
}

const statuses = ({ checks }: VerifyReport): string[] =>
  checks.map(({ name, status }) => `${name} ${status}`);
const recorded = (file: string, exitCode: number): string =>
  `cat '${join(RECORDED, file)}'; exit ${exitCode}`;

test("a clean configuration passes, and every report is written", async () => {
  const { report, run, lines } = await verifyWith();
  expect(statuses(report)).toEqual([
    "terraform fmt passed",
    "terraform validate passed",
    "tflint passed",
    "checkov passed",
    "policy passed",
  ]);
  expect(report.ok).toBe(true);
  expect(verifyExitCode(report)).toBe(0);
  expect(readdirSync(join(run, "verify")).sort()).toEqual([
    "report.json",
    "report.junit.xml",
    "report.sarif",
    "report.txt",
  ]);
  expect(lines.slice(1)).toEqual([
    "verify: terraform fmt: passed",
    "verify: terraform validate: passed",
    "verify: tflint: passed",
    "verify: checkov: passed",
    "verify: policy: passed",
  ]);
});

test("the folder of the synthesized configuration stays as it was", async () => {
  const { run } = await verifyWith({
    answers: { init: "mkdir .terraform; echo lock > .terraform.lock.hcl" },
  });
  expect(readdirSync(join(run, "synth", STACK))).toEqual(["cdk.tf"]);
});

test("findings of the linter and the scanner fail, with the address for both", async () => {
  const { report, run } = await verifyWith({
    answers: {
      tflint: recorded("tflint-findings.json", 2),
      checkov: recorded("checkov-findings.json", 1),
    },
  });
  expect(statuses(report).slice(2)).toEqual(["tflint findings", "checkov findings", "policy passed"]);
  expect(report.findings).toHaveLength(3 + 5 + 1);
  expect(report.findings.find(({ rule }) => rule === "aws_instance_invalid_type")).toMatchObject({
    tool: "tflint",
    address: "aws_s3_bucket.logs",
  });
  expect(report.findings.find(({ rule }) => rule === "comment-suppression")).toMatchObject({
    message: expect.stringContaining("a comment skips CKV_AWS_23") as string,
  });
  expect(verifyExitCode(report)).toBe(2);
  expect(readFileSync(join(run, "verify/report.txt"), "utf8")).toContain(
    "cdk.tf:27: error: Ensure Instance Metadata Service Version 1 is not enabled\n" +
      "  checkov CKV_AWS_79 at aws_instance.server\n",
  );
});

test("accepted findings are reported with their reason, and pass", async () => {
  const issue = {
    rule: { name: "aws_s3_bucket_name", severity: "warning", link: "" },
    message: "a name",
    range: { filename: "cdk.tf", start: { line: 2 }, end: { line: 2 } },
  };
  const { report, run, lines } = await verifyWith({
    answers: { tflint: `echo '${JSON.stringify({ issues: [issue], errors: [] })}'; exit 2` },
    synthesized: {
      suppressions: [
        { id: "aws_s3_bucket_name", address: "aws_s3_bucket.logs", path: "a/b", reason: "it is an example" },
      ],
    },
  });
  expect(report.ok).toBe(true);
  expect(report.findings).toMatchObject([{ suppressed: { reason: "it is an example" } }]);
  expect(lines).toContain("verify: tflint: passed, 1 accepted");
  expect(readFileSync(join(run, "verify/report.txt"), "utf8")).toContain("  because: it is an example\n");
});

test("an acceptance that accepts nothing fails", async () => {
  const { report } = await verifyWith({
    synthesized: {
      suppressions: [{ id: "CKV_AWS_18", address: "aws_s3_bucket.logs", path: "a/b", reason: "why not" }],
    },
  });
  expect(report.findings).toMatchObject([{ rule: "unused-suppression", tool: "checkov", line: 1 }]);
  expect(verifyExitCode(report)).toBe(2);
});

test("an acceptance that has expired fails, also where its tool is missing", async () => {
  const { report, run } = await verifyWith({
    answers: { tflint: "" },
    request: { mode: "rehearsal", now: () => new Date("2027-02-01T00:00:00Z") },
    synthesized: {
      suppressions: [
        {
          ...{ id: "aws_s3_bucket_name", address: "aws_s3_bucket.logs", path: "a/b", reason: "why not" },
          until: "2027-01-31",
        },
      ],
    },
  });
  expect(report.findings).toMatchObject([{ rule: "expired-suppression", tool: "tflint", construct: "a/b" }]);
  expect(verifyExitCode(report)).toBe(2);
  expect(readFileSync(join(run, "verify/report.txt"), "utf8")).toContain("was accepted until 2027-01-31");
});

test("every finding leads to its construct and to the line of the sources that creates it", async () => {
  const issue = {
    rule: { name: "aws_s3_bucket_name", severity: "warning", link: "" },
    message: "a name",
    range: { filename: "cdk.tf", start: { line: 2 }, end: { line: 2 } },
  };
  const { root } = testContext();
  const site = (): SourceLine => ({ file: join(root, "libs/network/src/log-bucket.ts"), line: 90 });
  const { report, run } = await verifyWith({
    answers: { tflint: `echo '${JSON.stringify({ issues: [issue], errors: [] })}'; exit 2` },
    synthesized: { elements: [{ address: "aws_s3_bucket.logs", path: "a/logs", site }] },
  });
  const source = { file: "libs/network/src/log-bucket.ts", line: 90 };
  expect(report.findings).toMatchObject([{ construct: "a/logs", source, file: "cdk.tf", line: 2 }]);
  for (const file of ["report.txt", "report.sarif", "report.junit.xml"]) {
    expect(readFileSync(join(run, "verify", file), "utf8")).toContain("libs/network/src/log-bucket.ts");
  }
});

test("a configuration that terraform fmt would change fails at the lines it would change", async () => {
  const diff = "--- old/cdk.tf\n+++ new/cdk.tf\n@@ -4,3 +4,3 @@\n-a=1\n+a = 1\n";
  const { report } = await verifyWith({ answers: { fmt: `printf '%s' '${diff}'; exit 3` } });
  expect(report.findings).toMatchObject([{ rule: "terraform_fmt", line: 4, endLine: 6 }]);
});

describe("a tool that does not do its work fails, and the others still report", () => {
  test.each<[string, Partial<Answers>, number, RegExp]>([
    [
      "terraform fmt",
      { fmt: "echo 'Error: bad' >&2; exit 2" },
      0,
      /terraform fmt failed with exit code 2:\nError: bad/,
    ],
    [
      "terraform init",
      { init: "echo 'Error: no provider' >&2; exit 1" },
      1,
      /terraform init failed .*\nError: no provider/,
    ],
    ["terraform validate", { validate: "echo nonsense" }, 1, /printed what it should not: nonsense/],
    ["tflint", { tflint: "echo panic; exit 7" }, 2, /tflint did not print JSON \(exit code 7\): panic/],
    ["tflint that is killed", { tflint: "kill -9 $$" }, 2, /tflint crashed \(ended by SIGKILL\)/],
    [
      "checkov",
      { checkov: "echo Traceback >&2; exit 2" },
      3,
      /checkov did not print JSON \(exit code 2\): Traceback/,
    ],
    [
      "checkov with a file it cannot read",
      { checkov: recorded("checkov-parsing-error.json", 0) },
      3,
      /could not read/,
    ],
    [
      "checkov that is missing",
      { checkov: "" },
      3,
      /looked for checkov .*: run node tools\/setup\/setup\.mjs/,
    ],
    ["tflint that is missing", { tflint: "" }, 2, /looked for tflint .*: run node tools\/setup\/setup\.mjs/],
  ])("%s", async (_, answers, at, problem) => {
    const { report } = await verifyWith({ answers });
    const failed = report.checks[at];
    expect(failed).toMatchObject({ status: "failed", problem: expect.stringMatching(problem) as string });
    expect(report.checks.filter(({ status }) => status === "passed")).toHaveLength(4);
    expect(report.ok).toBe(false);
    expect(verifyExitCode(report)).toBe(1);
  });
});

describe("in a rehearsal", () => {
  const rehearsal = { mode: "rehearsal" } as const;

  test("a missing tflint is said, and does not fail", async () => {
    const { report, lines } = await verifyWith({ answers: { tflint: "" }, request: rehearsal });
    expect(report.ok).toBe(true);
    expect(verifyExitCode(report)).toBe(0);
    expect(lines).toContainEqual(expect.stringMatching(/^verify: tflint: not run: not found/));
  });

  test("missing AWS rules are said, and do not fail", async () => {
    const { report } = await verifyWith({ awsRules: false, request: rehearsal });
    expect(report.ok).toBe(true);
    expect(report.checks[2]?.notes).toEqual([
      "the AWS rule set 0.48.0 of tflint is not installed: its rules were not checked",
    ]);
  });

  test("an acceptance of a rule that could not be checked is no finding", async () => {
    const suppressions = [{ id: "aws_x", address: "aws_s3_bucket.logs", path: "a", reason: "why" }];
    const { report } = await verifyWith({
      awsRules: false,
      request: rehearsal,
      synthesized: { suppressions },
    });
    expect(report.findings).toEqual([]);
  });

  test("a missing checkov fails all the same", async () => {
    const { report } = await verifyWith({ answers: { checkov: "" }, request: rehearsal });
    expect(verifyExitCode(report)).toBe(1);
  });
});

test("in a pipeline, missing AWS rules fail, and what the other rules find is reported", async () => {
  const { report } = await verifyWith({
    awsRules: false,
    answers: { tflint: recorded("tflint-findings.json", 2) },
  });
  expect(report.checks[2]).toMatchObject({
    status: "failed",
    problem: expect.stringMatching(/its rules were not checked; run tflint --init/) as string,
  });
  expect(report.findings).toHaveLength(3);
});

describe("in stages", () => {
  const lint = { checks: "lint" } as const;
  const scan = { checks: "scan" } as const;

  test("lint runs no checkov, and judges what checkov would find for nobody", async () => {
    const expired = {
      id: "CKV_AWS_18",
      address: "aws_s3_bucket.logs",
      path: "a",
      reason: "r",
      until: "2020-01-01",
    };
    const { report } = await verifyWith({
      answers: { checkov: "exit 9" },
      request: lint,
      synthesized: { suppressions: [expired, { ...expired, id: "CKV_AWS_21", until: "2999-01-01" }] },
    });
    expect(statuses(report)).toEqual(["terraform fmt passed", "terraform validate passed", "tflint passed"]);
    expect(report).toMatchObject({ ok: true, findings: [] });
  });

  test("scan adds to what lint reported", async () => {
    const { run } = await verifyWith({ request: lint });
    const answers = { fmt: "exit 9", tflint: "exit 9", checkov: recorded("checkov-findings.json", 1) };
    const { report, lines } = await verifyWith({ run, answers, request: scan });
    expect(statuses(report)).toEqual([
      "terraform fmt passed",
      "terraform validate passed",
      "tflint passed",
      "checkov findings",
      "policy passed",
    ]);
    expect(report.ok).toBe(false);
    expect(lines.slice(1)).toEqual(["verify: checkov: 6 findings", "verify: policy: passed"]);
    expect(JSON.parse(readFileSync(join(run, "verify/report.json"), "utf8"))).toEqual(report);
  });

  test("what did not pass lint does not pass by a scan", async () => {
    const { run } = await verifyWith({
      request: lint,
      answers: { tflint: recorded("tflint-findings.json", 2) },
    });
    const { report } = await verifyWith({ run, request: scan });
    expect(report).toMatchObject({ ok: false });
    expect(report.findings).toHaveLength(3);
  });

  test("scan twice counts once", async () => {
    const { run } = await verifyWith({ request: lint });
    const first = await verifyWith({ run, request: scan });
    const second = await verifyWith({ run, request: scan });
    expect(statuses(second.report)).toEqual(statuses(first.report));
  });

  test("scan of something else than what was linted is refused", async () => {
    const { run } = await verifyWith({ request: lint });
    const file = join(run, "verify/report.json");
    const report = JSON.parse(readFileSync(file, "utf8")) as VerifyReport;
    writeFileSync(file, JSON.stringify({ ...report, sha256: "0".repeat(64) }));
    await expect(verifyWith({ run, request: scan })).rejects.toThrow(
      `what was linted had ${"0".repeat(64)}: scan adds to what lint checked, run tagform verify --checks lint again`,
    );
    await expect(verifyWith({ request: scan })).rejects.toThrow("this run has no verify report");
  });
});

test("no tool gets AWS credentials", async () => {
  const spy = `for name in $(env | grep -o '^AWS_[A-Z_]*'); do echo "$name" >> "$HOME/leaked"; done`;
  const home = temporaryFolder();
  await verifyWith({
    answers: {
      fmt: spy,
      init: spy,
      validate: `${spy}\necho '{"valid":true,"diagnostics":[]}'`,
      tflint: `${spy}\necho '{"issues":[],"errors":[]}'`,
    },
    env: { HOME: home, AWS_ACCESS_KEY_ID: "AKIA", AWS_PROFILE: "prod" },
  });
  expect(existsSync(join(home, "leaked"))).toBe(false);
});

test("a file that is not what was synthesized is refused", async () => {
  const verified = verifyWith({ synthesized: { sha256: "0".repeat(64) } });
  await expect(verified).rejects.toThrow(/cdk\.tf is not what was synthesized: its SHA-256 is/);
});

test("Ctrl-C ends all tools, and leaves no working folder", async () => {
  const abort = new AbortController();
  setTimeout(() => abort.abort(), 300);
  const slow = "sleep 30 & wait";
  const verified = verifyWith({ answers: { init: slow, tflint: slow, checkov: slow }, signal: abort.signal });
  await expect(verified).rejects.toThrow(/interrupted/);
});
