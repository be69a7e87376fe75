import { recorded, resultOf } from "./recorded/result";
import { parseTflint } from "./tflint-output";
import { ToolError } from "./tool-error";

test("findings have rule, severity, message, place and link", () => {
  expect(parseTflint(recorded("tflint-findings.json", 2))).toEqual([
    {
      rule: "terraform_unused_declarations",
      severity: "warning",
      message: "local.unused is declared but not used",
      file: "cdk.tf",
      line: 17,
      endLine: 17,
      url: expect.stringMatching(/terraform_unused_declarations\.md$/) as string,
    },
    expect.objectContaining({ rule: "terraform_unused_declarations", line: 20 }),
    {
      rule: "aws_instance_invalid_type",
      severity: "error",
      message: '"t9.huge" is an invalid value as instance_type',
      file: "cdk.tf",
      line: 29,
      endLine: 29,
    },
  ]);
});

test("nothing found is an empty list", () => {
  expect(parseTflint(resultOf('{"issues":[],"errors":[]}'))).toEqual([]);
});

test("an error of tflint itself names file and line", () => {
  expect(() => parseTflint(recorded("tflint-error.json", 1))).toThrow(
    /^tflint could not check: cdk\.tf:1: There is no closing brace/,
  );
});

test.each([
  ["garbage", "panic: runtime error", 0, /tflint did not print JSON \(exit code 0\): panic: runtime error/],
  ["nothing", "", 1, /did not print JSON \(exit code 1\)$/],
  ["a list", "[]", 0, /whose report is not an object/],
  ["no issues", '{"errors":[]}', 0, /whose issues is not a list/],
  ["an issue without a range", '{"errors":[],"issues":[{"rule":{}}]}', 2, /whose range is not an object/],
  [
    "a clean report with a failure",
    '{"errors":[],"issues":[]}',
    2,
    /does not fit how it ended \(exit code 2\)/,
  ],
])("output that is %s is an error, never a pass", (_, stdout, exitCode, message) => {
  const parse = (): unknown => parseTflint(resultOf(stdout, { exitCode }));
  expect(parse).toThrow(ToolError);
  expect(parse).toThrow(message);
});

test("findings with exit code 0 are an error: something made tflint lenient", () => {
  expect(() => parseTflint(recorded("tflint-findings.json", 0))).toThrow(/printed 3 issues/);
});
