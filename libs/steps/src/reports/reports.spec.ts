import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import Ajv from "ajv";
import addFormats from "ajv-formats";

import { type Finding } from "../verify/finding";
import { type CheckOutcome, type VerifyReport } from "../verify/verify-report";
import { junitReport } from "./junit-report";
import { sarifReport } from "./sarif-report";
import { textReport } from "./text-report";

const check = (name: CheckOutcome["name"], overrides: Partial<CheckOutcome> = {}): CheckOutcome => ({
  name,
  status: "passed",
  version: "1.2.3",
  notes: [],
  durationMs: 1500,
  ...overrides,
});

const finding = (overrides: Partial<Finding> = {}): Finding => ({
  tool: "checkov",
  rule: "CKV_AWS_18",
  severity: "error",
  message: 'Ensure <logging> & "more"',
  address: "aws_s3_bucket.logs",
  file: "cdk.tf",
  line: 4,
  endLine: 9,
  ...overrides,
});

const report = (overrides: Partial<VerifyReport> = {}): VerifyReport => ({
  stackName: "dev-us-east-1-research",
  file: "cdk.tf",
  sha256: "ab".repeat(32),
  mode: "rehearsal",
  ok: true,
  checks: [check("terraform fmt"), check("terraform validate"), check("tflint"), check("checkov")],
  findings: [],
  notes: [],
  ...overrides,
});

const CLEAN = report();
const MIXED = report({
  ok: false,
  checks: [
    check("terraform fmt"),
    check("terraform validate", {
      status: "failed",
      problem: "terraform init failed:\n\u001b[31mno provider",
    }),
    check("tflint", { status: "not run", problem: "not found" }),
    check("checkov", { status: "findings", notes: ["a note"] }),
  ],
  findings: [
    finding({ url: "https://example.com/rule" }),
    finding({ rule: "CKV_AWS_21", suppressed: { reason: "only logs" } }),
  ],
});
const FROM_SOURCES = report({
  ok: false,
  findings: [
    finding({
      construct: "dev-us-east-1-research/web/logs/bucket",
      source: { file: "libs/network/src/log-bucket.ts", line: 90 },
    }),
  ],
});

/** The root's attributes; whether it is well-formed is what a parser says that is not ours. */
function parseXml(text: string): unknown {
  const program =
    "import json, sys, xml.etree.ElementTree as tree\n" +
    "print(json.dumps(tree.fromstring(sys.stdin.buffer.read()).attrib))";
  return JSON.parse(execFileSync("python3", ["-c", program], { input: text, encoding: "utf8" }));
}

describe("JUnit", () => {
  test("a report without findings is valid, and has a case that passed for every check", () => {
    const xml = junitReport(CLEAN);
    expect(parseXml(xml)).toMatchObject({ tests: "4", failures: "0", errors: "0", skipped: "0" });
    expect(xml).not.toMatch(/NaN|undefined/);
  });

  test("findings are failures, accepted ones are skipped, a tool that broke is an error", () => {
    const xml = junitReport(MIXED);
    expect(parseXml(xml)).toMatchObject({ tests: "5", failures: "1", errors: "1", skipped: "2" });
    expect(xml).toContain('name="CKV_AWS_18 aws_s3_bucket.logs (cdk.tf:4)"');
    expect(xml).toContain("accepted: only logs");
  });

  test("a finding is a case of the source file, and says which construct and what it became", () => {
    const xml = junitReport(FROM_SOURCES);
    expect(xml).toContain('name="CKV_AWS_18 aws_s3_bucket.logs (libs/network/src/log-bucket.ts:90)"');
    expect(xml).toContain('file="libs/network/src/log-bucket.ts"');
    expect(xml).toContain("construct dev-us-east-1-research/web/logs/bucket, cdk.tf:4");
  });
});

describe("SARIF", () => {
  // The OASIS schema, as tflint's source has it.
  const schema = JSON.parse(
    readFileSync(join(__dirname, "fixtures/sarif-2.1.0.schema.json"), "utf8"),
  ) as object;
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats(ajv);
  const validate = ajv.compile(schema);

  test.each([
    ["without findings", CLEAN],
    ["with all there can be", MIXED],
    ["with places in the sources", FROM_SOURCES],
    ["of odd places", report({ findings: [finding({ file: "a b/ü.tf", url: "no address" })] })],
  ])("a report %s fits the schema of 2.1.0", (_, input) => {
    validate(JSON.parse(JSON.stringify(sarifReport(input))));
    expect(validate.errors).toBeNull();
  });

  test("the schema does refuse what does not fit", () => {
    expect(validate({ ...sarifReport(CLEAN), version: "2.0.0" })).toBe(false);
  });

  test("findings name file, lines, resource and reason", () => {
    const [, , , checkov] = sarifReport(MIXED).runs;
    expect(checkov?.results).toMatchObject([
      {
        ruleId: "CKV_AWS_18",
        ruleIndex: 0,
        level: "error",
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: "dev-us-east-1-research/cdk.tf" },
              region: { startLine: 4, endLine: 9 },
            },
            logicalLocations: [{ fullyQualifiedName: "aws_s3_bucket.logs" }],
          },
        ],
        suppressions: [],
      },
      { ruleIndex: 1, suppressions: [{ kind: "inSource", justification: "only logs" }] },
    ]);
  });

  test("a finding is located in the sources, and related to what was generated from them", () => {
    const [, , , checkov] = sarifReport(FROM_SOURCES).runs;
    expect(checkov?.results).toMatchObject([
      {
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: "libs/network/src/log-bucket.ts" },
              region: { startLine: 90 },
            },
            logicalLocations: [
              { fullyQualifiedName: "aws_s3_bucket.logs", kind: "resource" },
              { fullyQualifiedName: "dev-us-east-1-research/web/logs/bucket", kind: "object" },
            ],
          },
        ],
        relatedLocations: [
          {
            physicalLocation: {
              artifactLocation: { uri: "dev-us-east-1-research/cdk.tf" },
              region: { startLine: 4, endLine: 9 },
            },
          },
        ],
      },
    ]);
  });

  test("a tool that did not run has no results, rather than none found", () => {
    const [fmt, validated, tflint] = sarifReport(MIXED).runs;
    expect(fmt).toMatchObject({ results: [], invocations: [{ executionSuccessful: true }] });
    expect(validated).not.toHaveProperty("results");
    expect(tflint).not.toHaveProperty("results");
    expect(tflint?.invocations).toMatchObject([{ executionSuccessful: false }]);
  });
});

test("the text leads to the sources first, then to construct and configuration", () => {
  expect(textReport(FROM_SOURCES)).toContain(`findings:
libs/network/src/log-bucket.ts:90: error: Ensure <logging> & "more"
  checkov CKV_AWS_18 at aws_s3_bucket.logs
  construct dev-us-east-1-research/web/logs/bucket, cdk.tf:4
`);
});

test("the text says what was checked, what is wrong and what was accepted", () => {
  expect(textReport(MIXED)).toBe(`dev-us-east-1-research/cdk.tf, SHA-256 ${"ab".repeat(32)}

terraform fmt (1.2.3): passed
terraform validate (1.2.3): failed: terraform init failed:
\u001b[31mno provider
tflint (1.2.3): not run: not found
checkov (1.2.3): findings
  a note

findings:
cdk.tf:4: error: Ensure <logging> & "more"
  checkov CKV_AWS_18 at aws_s3_bucket.logs, https://example.com/rule

accepted in the code:
cdk.tf:4: error: Ensure <logging> & "more"
  checkov CKV_AWS_21 at aws_s3_bucket.logs
  because: only logs
`);
});
