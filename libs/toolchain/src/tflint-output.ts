import { type FindingSeverity, type ToolFinding } from "./finding";
import { type RunResult } from "./run";
import { optionalText, ToolOutput } from "./tool-output";

const SEVERITIES: Readonly<Record<string, FindingSeverity>> = {
  error: "error",
  warning: "warning",
  info: "note",
};

const NO_ISSUES = 0;
const ISSUES = 2;

/**
 * The findings in the output of `tflint --format json`.
 *
 * @throws ToolError if tflint reports errors of its own, or its output and its exit code do not fit
 */
export function parseTflint(result: RunResult): ToolFinding[] {
  const output = new ToolOutput("tflint", result);
  const report = output.object(output.json(), "report");
  const errors = output.list(report["errors"], "errors").map((error) => errorText(output, error));
  if (errors.length > 0) output.fail(`could not check: ${errors.join("; ")}`);
  const findings = output.list(report["issues"], "issues").map((issue) => parseIssue(output, issue));
  if (result.exitCode !== (findings.length === 0 ? NO_ISSUES : ISSUES)) {
    output.fail(`printed ${findings.length} issues, which does not fit how it ended`);
  }
  return findings;
}

function parseIssue(output: ToolOutput, issue: unknown): ToolFinding {
  const { rule: ruleValue, message, range: rangeValue } = output.object(issue, "issue");
  const rule = output.object(ruleValue, "rule");
  const range = output.object(rangeValue, "range");
  const line = lineOf(output, range["start"]);
  const url = optionalText(rule["link"]);
  return {
    rule: output.text(rule["name"], "rule.name"),
    severity: SEVERITIES[output.text(rule["severity"], "rule.severity")] ?? "error",
    message: output.text(message, "message"),
    file: output.text(range["filename"], "range.filename"),
    line,
    endLine: Math.max(line, lineOf(output, range["end"])),
    ...(url === undefined ? {} : { url }),
  };
}

function lineOf(output: ToolOutput, position: unknown): number {
  // Line 0 is what tflint says of a file that should exist and does not.
  return Math.max(1, output.count(output.object(position, "range")["line"], "range.line"));
}

function errorText(output: ToolOutput, value: unknown): string {
  const error = output.object(value, "error");
  const range =
    typeof error["range"] === "object" && error["range"] !== null
      ? output.object(error["range"], "range")
      : {};
  const file = optionalText(range["filename"]);
  const where = file === undefined ? "" : `${file}:${lineOf(output, range["start"])}: `;
  return `${where}${output.text(error["message"], "error.message")}`;
}
