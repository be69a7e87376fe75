import { type FindingSeverity, type ToolFinding } from "./finding";
import { type RunResult } from "./run";
import { type JsonObject, optionalText, ToolOutput } from "./tool-output";

/** What checkov says of a folder. */
export interface CheckovReport {
  readonly findings: readonly ToolFinding[];
  /** What a comment in the configuration itself told checkov to skip. */
  readonly skipped: readonly SkippedFinding[];
  readonly passed: number;
  /** Resources that were looked at. */
  readonly resources: number;
}

export interface SkippedFinding extends ToolFinding {
  /** The comment's text; may be empty. */
  readonly reason: string;
}

/** Only the vendor's platform knows severities; a check that failed without one is an error. */
const SEVERITIES: Readonly<Record<string, FindingSeverity>> = {
  MEDIUM: "warning",
  LOW: "note",
  INFO: "note",
};

const PASSED = 0;
const FAILED = 1;

/**
 * The findings in the output of `checkov --output json`, sorted.
 *
 * @throws ToolError if checkov could not read a file (it then ends with exit code 0), or its output and its
 * exit code do not fit
 */
export function parseCheckov(result: RunResult): CheckovReport {
  const output = new ToolOutput("checkov", result);
  const report = output.object(output.json(), "report");
  // Without a single resource the report is the summary alone.
  const empty = report["results"] === undefined;
  const summary = empty ? report : output.object(report["summary"], "summary");
  const results = empty ? {} : output.object(report["results"], "results");
  assertAllRead(output, summary, results);
  const findings = checks(output, results, "failed_checks").map((check) => parseCheck(output, check));
  if (
    result.exitCode !== (findings.length === 0 ? PASSED : FAILED) ||
    findings.length !== output.count(summary["failed"], "summary.failed")
  ) {
    output.fail(`printed ${findings.length} failed checks, which does not fit how it ended`);
  }
  return {
    findings: findings.sort(inOrder),
    skipped: checks(output, results, "skipped_checks")
      .map((check) => parseSkipped(output, check))
      .sort(inOrder),
    passed: output.count(summary["passed"], "summary.passed"),
    resources: output.count(summary["resource_count"], "summary.resource_count"),
  };
}

function assertAllRead(output: ToolOutput, summary: JsonObject, results: JsonObject): void {
  if (output.count(summary["parsing_errors"], "summary.parsing_errors") === 0) return;
  const files = Array.isArray(results["parsing_errors"])
    ? results["parsing_errors"].map(String).join(", ")
    : "";
  output.fail(`could not read ${files === "" ? "the configuration" : files}`);
}

function checks(output: ToolOutput, results: JsonObject, list: string): JsonObject[] {
  return output.list(results[list] ?? [], list).map((check) => output.object(check, list));
}

function parseCheck(output: ToolOutput, check: JsonObject): ToolFinding {
  const [line, endLine] = output.list(check["file_line_range"], "file_line_range");
  const address = optionalText(check["resource_address"]) ?? optionalText(check["resource"]);
  const url = optionalText(check["guideline"]);
  const first = Math.max(1, output.count(line, "file_line_range"));
  return {
    rule: output.text(check["check_id"], "check_id"),
    severity: SEVERITIES[optionalText(check["severity"]) ?? ""] ?? "error",
    message: output.text(check["check_name"], "check_name"),
    ...(address === undefined ? {} : { address }),
    file: output.text(check["file_path"], "file_path").replace(/^\/+/, ""),
    line: first,
    endLine: Math.max(first, output.count(endLine, "file_line_range")),
    ...(url === undefined ? {} : { url }),
  };
}

function parseSkipped(output: ToolOutput, check: JsonObject): SkippedFinding {
  const { suppress_comment: comment } = output.object(check["check_result"], "check_result");
  return { ...parseCheck(output, check), reason: optionalText(comment) ?? "" };
}

/** checkov's order differs from run to run. */
function inOrder(one: ToolFinding, other: ToolFinding): number {
  return (
    one.line - other.line ||
    compare(one.rule, other.rule) ||
    compare(one.address ?? "", other.address ?? "") ||
    compare(one.file, other.file)
  );
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
