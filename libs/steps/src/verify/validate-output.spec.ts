import { parseValidate } from "./validate-output";

/** As terraform 1.11.4 prints it. */
const INVALID = {
  format_version: "1.0",
  valid: false,
  error_count: 1,
  warning_count: 1,
  diagnostics: [
    {
      severity: "error",
      summary: "Unsupported argument",
      detail: 'An argument named "bukket" is not expected here. Did you mean "bucket"?',
      range: {
        filename: "cdk.tf",
        start: { line: 38, column: 3, byte: 564 },
        end: { line: 38, column: 9, byte: 570 },
      },
      snippet: { context: 'resource "aws_s3_bucket" "logs"', code: "  bukket = 1", start_line: 38 },
    },
    { severity: "warning", summary: "Deprecated attribute", detail: "Use region instead." },
  ],
};

test("errors are findings with their place, warnings are notes", () => {
  expect(parseValidate(JSON.stringify(INVALID), "cdk.tf")).toEqual({
    findings: [
      {
        rule: "terraform_validate",
        severity: "error",
        message:
          'Unsupported argument: An argument named "bukket" is not expected here. Did you mean "bucket"?',
        file: "cdk.tf",
        line: 38,
        endLine: 38,
      },
    ],
    notes: ["warning: Deprecated attribute: Use region instead."],
  });
});

test("an error without a place is one of the file", () => {
  const text = JSON.stringify({
    valid: false,
    diagnostics: [{ severity: "error", summary: "Missing required provider", detail: "" }],
  });
  expect(parseValidate(text, "cdk.tf").findings).toMatchObject([
    { message: "Missing required provider", file: "cdk.tf", line: 1 },
  ]);
});

test("a valid configuration has no finding", () => {
  expect(parseValidate('{"valid":true,"diagnostics":[]}', "cdk.tf")).toEqual({ findings: [], notes: [] });
});

test.each([
  "Segmentation fault",
  "",
  "[]",
  '{"valid":true}',
  '{"valid":false,"diagnostics":[]}',
  '{"valid":true,"diagnostics":[{"severity":"error","summary":"no"}]}',
  '{"valid":false,"diagnostics":["no"]}',
])("output %j is an error, never a pass", (text) => {
  expect(() => parseValidate(text, "cdk.tf")).toThrow(/^terraform validate printed what it should not/);
});
