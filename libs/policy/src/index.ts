export { evaluateConfiguration, evaluatePlan, type PolicyFinding } from "./evaluate";
export type { ConfigurationRule, PlanRule, Rule, RuleSeverity, Violation } from "./rule";
export { RULES } from "./rules";
