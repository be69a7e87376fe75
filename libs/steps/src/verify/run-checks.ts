import { performance } from "node:perf_hooks";

import { UserError } from "@tagform/outcome";
import { findTools, InterruptedError, isMissing, type MissingTool, type Tool } from "@tagform/toolchain";

import { type StepContext } from "../step-context";
import { type CheckResult } from "./check-result";
import { type CheckName, type Finding } from "./finding";
import { checkPolicy, type PolicyCheckRequest } from "./policy-check";
import { lint, scan } from "./scanner-checks";
import { checkFormat, checkValid, type TerraformCheckRequest } from "./terraform-checks";
import { type CheckOutcome, type VerifyMode } from "./verify-report";

export interface ChecksRequest extends Omit<TerraformCheckRequest, "terraform"> {
  readonly mode: VerifyMode;
  /** What to run. */
  readonly checks: readonly CheckName[];
  readonly synthesized: PolicyCheckRequest["synthesized"];
}

/** What one check found, and how it ended as far as its tool goes. */
export interface RanCheck {
  readonly outcome: Omit<CheckOutcome, "status"> & { readonly status: "done" | "failed" | "not run" };
  readonly findings: readonly Finding[];
}

const TOOLS = {
  "terraform fmt": "terraform",
  "terraform validate": "terraform",
  tflint: "tflint",
  checkov: "checkov",
  // Rules of ours are part of this program.
  policy: undefined,
} as const satisfies Record<CheckName, string | undefined>;

/**
 * Run checks side by side; one that breaks does not stop the others.
 *
 * @throws InterruptedError on Ctrl-C, after all of them have ended
 */
export async function runChecks(request: ChecksRequest, context: StepContext): Promise<RanCheck[]> {
  const place = { root: context.toolRoot, path: context.env["PATH"] ?? "" };
  const tools = await findTools(["terraform", "tflint", "checkov"], place);
  const running = request.checks.map((name) => {
    const needed = TOOLS[name];
    return runCheck(name, needed === undefined ? undefined : tools[needed], request, context);
  });
  const ended = await Promise.allSettled(running);
  return ended.map((result) => {
    if (result.status === "rejected") throw result.reason;
    return result.value;
  });
}

async function runCheck(
  name: CheckName,
  tool: Tool | MissingTool | undefined,
  request: ChecksRequest,
  context: StepContext,
): Promise<RanCheck> {
  if (tool !== undefined && isMissing(tool)) return missing(name, tool, request.mode);
  const started = performance.now();
  const outcome = (
    status: "done" | "failed",
    notes: readonly string[],
    problem?: string,
  ): RanCheck["outcome"] => ({
    name,
    status,
    ...(tool === undefined ? {} : { version: tool.version }),
    ...(problem === undefined ? {} : { problem }),
    notes,
    durationMs: Math.round(performance.now() - started),
  });
  try {
    const { findings, notes, problem } =
      name === "policy" || tool === undefined
        ? await checkPolicy(request)
        : await perform(name, tool, request, context);
    return {
      outcome: outcome(problem === undefined ? "done" : "failed", notes, problem),
      findings: findings.map((finding) => ({ tool: name, ...finding })),
    };
  } catch (error) {
    if (error instanceof InterruptedError || !(error instanceof UserError)) throw error;
    return { outcome: outcome("failed", [], error.message), findings: [] };
  }
}

function perform(
  name: Exclude<CheckName, "policy">,
  tool: Tool,
  request: ChecksRequest,
  context: StepContext,
): Promise<CheckResult> {
  switch (name) {
    case "terraform fmt":
      return checkFormat({ ...request, terraform: tool }, context);
    case "terraform validate":
      return checkValid({ ...request, terraform: tool }, context);
    case "tflint":
      return lint({ ...request, tool }, context);
    case "checkov":
      return scan({ ...request, tool }, context);
  }
}

/** Only tflint may be missing, and only in a rehearsal: where no release can be had, it may not be possible to build. */
function missing(name: CheckName, { problem, remedy }: MissingTool, mode: VerifyMode): RanCheck {
  const status = name === "tflint" && mode === "rehearsal" ? "not run" : "failed";
  return {
    outcome: { name, status, problem: `${problem}: ${remedy}`, notes: [], durationMs: 0 },
    findings: [],
  };
}
