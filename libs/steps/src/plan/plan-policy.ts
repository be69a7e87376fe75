import { type JsonObject } from "@tagform/hcl";
import type { RuleSeverity } from "@tagform/policy";

import { writeJson } from "../json-file";
import { type RunDirectory } from "../run-directory";
import { type StepContext } from "../step-context";

/** What our rules on plans say about one: the content of `plan/policy.json`. Values of the plan are no part of it. */
export interface PlanPolicy {
  readonly findings: readonly PlanPolicyFinding[];
}

export interface PlanPolicyFinding {
  /** `TAGFORM_TAG_3`. */
  readonly rule: string;
  readonly severity: RuleSeverity;
  readonly address: string;
  readonly message: string;
  readonly url: string;
}

/**
 * Judge a plan by the rules of this program, and say so beside it. Nothing fails: who approves the plan decides, and
 * what can be told without a plan has failed verify before.
 */
export async function reportPolicy(
  planJson: string,
  files: RunDirectory,
  { report }: Pick<StepContext, "report">,
): Promise<void> {
  // Loaded here: no other step judges plans.
  const { evaluatePlan } = await import("@tagform/policy");
  const findings = evaluatePlan(JSON.parse(planJson) as JsonObject).map(({ rule, address, message }) => ({
    rule: rule.id,
    severity: rule.severity,
    address,
    message: `${rule.title}: ${message}. ${rule.fix}`,
    url: rule.link,
  }));
  await writeJson(files.planPolicy, { findings } satisfies PlanPolicy);
  for (const { rule, severity, address, message } of findings) {
    report(`plan: policy: ${severity}: ${address}: ${message} (${rule})`);
  }
}
