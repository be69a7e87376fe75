import { parseCheckov } from "./checkov-output";
import { recorded, resultOf } from "./recorded/result";
import { ToolError } from "./tool-error";

const { findings, skipped, passed, resources } = parseCheckov(recorded("checkov-findings.json", 1));

test("findings have check, resource, place and message, in the order of lines", () => {
  expect(findings.map(({ rule, address, line, endLine }) => [rule, address, line, endLine])).toEqual([
    ["CKV_AWS_111", "aws_iam_policy_document.everything", 20, 25],
    ["CKV_AWS_79", "aws_instance.server", 27, 34],
    ["CKV2_AWS_6", "aws_s3_bucket.logs[0]", 36, 39],
    ["CKV2_AWS_6", "aws_s3_bucket.logs[1]", 36, 39],
    ["CKV_AWS_24", "aws_security_group.open", 41, 51],
  ]);
  expect(findings[1]).toEqual({
    rule: "CKV_AWS_79",
    severity: "error",
    message: "Ensure Instance Metadata Service Version 1 is not enabled",
    address: "aws_instance.server",
    file: "cdk.tf",
    line: 27,
    endLine: 34,
  });
});

test("what a comment skips is told with its reason", () => {
  expect(skipped).toMatchObject([{ rule: "CKV_AWS_23", reason: "a comment in the configuration" }]);
});

test("checks that passed and resources are counted", () => {
  expect({ passed, resources }).toEqual({ passed: 1, resources: 4 });
});

test("a folder without resources has no findings", () => {
  expect(parseCheckov(recorded("checkov-nothing.json", 0))).toEqual({
    findings: [],
    skipped: [],
    passed: 0,
    resources: 0,
  });
});

test("a file that checkov could not read is an error, though checkov ends with exit code 0", () => {
  expect(() => parseCheckov(recorded("checkov-parsing-error.json", 0))).toThrow(
    /^checkov could not read \/run\/synth\/stack\/cdk\.tf \(exit code 0\)/,
  );
});

test("failed checks with exit code 0 are an error: something made checkov lenient", () => {
  expect(() => parseCheckov(recorded("checkov-findings.json", 0))).toThrow(/printed 5 failed checks/);
});

test.each([
  [
    "garbage",
    "Traceback (most recent call last)",
    2,
    /checkov did not print JSON \(exit code 2\): Traceback/,
  ],
  ["null", "null", 0, /whose report is not an object/],
  ["reports of several frameworks", "[{}, {}]", 0, /whose report is not an object/],
  ["no summary", '{"results":{}}', 0, /whose summary is not an object/],
  ["no counts", "{}", 0, /whose summary.parsing_errors is not a whole number/],
])("output that is %s is an error, never a pass", (_, stdout, exitCode, message) => {
  const parse = (): unknown => parseCheckov(resultOf(stdout, { exitCode }));
  expect(parse).toThrow(ToolError);
  expect(parse).toThrow(message);
});
