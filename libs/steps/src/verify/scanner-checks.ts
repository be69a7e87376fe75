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

/** Scan with checkov. */
export async function scan({ tool, directory }: ScannerRequest, context: StepContext): Promise<CheckResult> {
  const { env, signal } = context;
  const { findings, skipped } = await runCheckov({ tool, directory, env, signal });
  const comments = skipped.map((finding): ToolFinding => ({
    ...finding,
    rule: "comment-suppression",
    message: `a comment skips ${finding.rule}: accept the finding in the code, with suppress() and its reason`,
  }));
  return { findings: [...findings, ...comments], notes: [] };
}
