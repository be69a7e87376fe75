import { join } from "node:path";

import { RefusedError } from "@tagform/outcome";

import { readRunFile } from "../json-file";
import { type RunDirectory } from "../run-directory";
import { CHECK_GROUPS } from "./finding";
import { type SynthesizedConfiguration } from "./verify-configuration";
import { VERIFY_REPORT, type VerifyMode, type VerifyReport } from "./verify-report";

/**
 * What lint reported about a configuration, without what an earlier scan added to it.
 *
 * @throws RefusedError if lint checked something else, UserError if it did not run
 */
export async function earlierReport(
  { verify }: RunDirectory,
  { stackName, file, sha256 }: SynthesizedConfiguration,
  mode: VerifyMode,
): Promise<VerifyReport> {
  const report = await readRunFile(join(verify, "report.json"), VERIFY_REPORT);
  const refuse = (problem: string): RefusedError =>
    new RefusedError(`${problem}: scan adds to what lint checked, run tagform verify --checks lint again`);
  if (report.stackName !== stackName || report.file !== file) {
    throw refuse(`${report.stackName}/${report.file} was linted, ${stackName}/${file} is to be scanned`);
  }
  if (report.sha256 !== sha256) {
    throw refuse(`${stackName}/${file} has SHA-256 ${sha256}, what was linted had ${report.sha256}`);
  }
  if (report.mode !== mode) throw refuse(`it was linted as a ${report.mode}, this is a ${mode}`);
  const isOfLint = (name: string): boolean => CHECK_GROUPS.lint.some((check) => check === name);
  return {
    ...report,
    checks: report.checks.filter(({ name }) => isOfLint(name)),
    findings: report.findings.filter(({ tool }) => isOfLint(tool)),
  };
}
