import { readFile } from "node:fs/promises";
import { join } from "node:path";

import {
  AWS_RULE_SET_REMEDY,
  findAwsRuleSet,
  PINNED,
  runCheckov,
  runTflint,
  type Tool,
  type ToolFinding,
} from "@tagform/toolchain";

import { type StepContext } from "../step-context";
import { type CheckResult } from "./check-result";
import { type VerifyMode } from "./verify-report";

export interface ScannerRequest {
  readonly tool: Tool;
  /** Folder with the synthesized configuration. */
  readonly directory: string;
  /** Name of the synthesized file. */
  readonly file: string;
  readonly mode: VerifyMode;
}

const WITHOUT_AWS_RULES = `the AWS rule set ${PINNED.tflintRulesetAws} of tflint is not installed: its rules were not checked`;

/** Lint with tflint; without its AWS rule set in a rehearsal only. */
export async function lint(
  { tool, directory, mode }: ScannerRequest,
  context: StepContext,
): Promise<CheckResult> {
  const { root, toolRoot, env, signal } = context;
  const pluginDirectory = await findAwsRuleSet({ root: toolRoot, env });
  const findings = await runTflint({
    tool,
    directory,
    config: join(root, ".tflint.hcl"),
    env,
    signal,
    ...(pluginDirectory === undefined ? {} : { pluginDirectory }),
  });
  if (pluginDirectory !== undefined) return { findings, notes: [] };
  return mode === "rehearsal"
    ? { findings, notes: [WITHOUT_AWS_RULES] }
    : { findings, notes: [], problem: `${WITHOUT_AWS_RULES}; ${AWS_RULE_SET_REMEDY}` };
}

/** Scan with checkov. A scan that saw none of the resources that are there has not passed. */
export async function scan(
  { tool, directory, file }: ScannerRequest,
  context: StepContext,
): Promise<CheckResult> {
  const { env, signal } = context;
  const configuration = await readFile(join(directory, file), "utf8");
  const { findings, skipped, resources } = await runCheckov({ tool, directory, env, signal });
  const comments = skipped.map((finding): ToolFinding => ({
    ...finding,
    rule: "comment-suppression",
    message: `a comment skips ${finding.rule}: accept the finding in the code, with suppress() and its reason`,
  }));
  const all = [...findings, ...comments];
  const expected = configuration.match(/^resource "aws_/gm)?.length ?? 0;
  return resources === 0 && expected > 0
    ? { findings: all, notes: [], problem: `checkov saw none of the ${expected} AWS resources in ${file}` }
    : { findings: all, notes: [] };
}
