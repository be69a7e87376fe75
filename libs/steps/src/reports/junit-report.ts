import builder, { type TestSuite } from "junit-report-builder";

import { type Finding, isAdvice } from "../verify/finding";
import { type CheckOutcome, type VerifyReport } from "../verify/verify-report";

/**
 * The report as JUnit XML: one suite per check, one case per finding, and a case that passed where a check found
 * nothing, so that the report is valid and not empty then.
 */
export function junitReport({ stackName, checks, findings }: VerifyReport): string {
  const report = builder.newBuilder();
  for (const check of checks) {
    const suite = report
      .testSuite()
      .name(`${stackName} ${check.name}`)
      .time(check.durationMs / 1000);
    const own = findings.filter(({ tool }) => tool === check.name);
    addCheck(suite, `${stackName}.${check.name}`, check, own);
    for (const finding of own) addFinding(suite, `${stackName}.${check.name}`, finding);
  }
  return `${report.build().trim()}\n`;
}

/** The case that says how the check itself ended. */
function addCheck(suite: TestSuite, className: string, check: CheckOutcome, own: readonly Finding[]): void {
  const { name, status, problem = "", notes, version } = check;
  if (status === "findings" || (status === "passed" && own.length > 0)) return;
  const title = version === undefined ? name : `${name} ${version}`;
  const testCase = suite
    .testCase()
    .className(className)
    .name(title)
    .time(check.durationMs / 1000);
  if (status === "failed") testCase.error(valid(problem), "failed");
  if (status === "not run") testCase.skipped();
  const remarks = status === "not run" ? [problem, ...notes] : notes;
  if (remarks.length > 0) testCase.standardOutput(valid(remarks.join("\n")));
}

function addFinding(suite: TestSuite, className: string, finding: Finding): void {
  const { rule, address, file, line, message, severity, url, suppressed, construct, source } = finding;
  const generated = `${file}:${line}`;
  const place = source === undefined ? generated : `${source.file}:${source.line}`;
  const what = address === undefined ? place : `${address} (${place})`;
  const testCase = suite
    .testCase()
    .className(className)
    .name(valid(`${rule} ${what}`))
    .file(source?.file ?? file);
  const lines = [message, url, construct === undefined ? undefined : `construct ${construct}, ${generated}`];
  const text = lines.filter((each) => each !== undefined).join("\n");
  if (suppressed === undefined && !isAdvice(finding)) {
    testCase.failure(valid(text), severity);
    return;
  }
  testCase.skipped();
  if (suppressed === undefined) {
    testCase.standardOutput(valid(`${text}\nadvice: it fails nothing`));
    return;
  }
  testCase.standardOutput(valid(`${text}\naccepted: ${suppressed.reason}`));
}

/** Without the characters that no XML document may hold. */
function valid(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, "\ufffd");
}
