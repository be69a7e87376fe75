import type { JsonObject, TerraformJson } from "@tagform/hcl";

import { Configuration } from "./document/configuration";
import { PlanDocument } from "./document/plan-document";
import type { Rule, Violation } from "./rule";
import { RULES } from "./rules";

/** A rule that is broken, and where. */
export interface PolicyFinding extends Violation {
  readonly rule: Rule;
}

/** What the rules have to say about a synthesized cell, in the order of rules. */
export function evaluateConfiguration(
  document: TerraformJson,
  rules: readonly Rule[] = RULES,
): PolicyFinding[] {
  const configuration = new Configuration(document);
  return rules.flatMap((rule) =>
    rule.appliesTo === "configuration"
      ? rule.check(configuration).map((violation) => ({ ...violation, rule }))
      : [],
  );
}

/** What the rules have to say about `terraform show -json` of a plan, in the order of rules. */
export function evaluatePlan(plan: JsonObject, rules: readonly Rule[] = RULES): PolicyFinding[] {
  const document = new PlanDocument(plan);
  return rules.flatMap((rule) =>
    rule.appliesTo === "plan" ? rule.check(document).map((violation) => ({ ...violation, rule })) : [],
  );
}
