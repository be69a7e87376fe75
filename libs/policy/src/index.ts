export { countsOf, describeEnforcement, statementsOf } from "./describe";
export { evaluateConfiguration, evaluatePlan, type PolicyFinding } from "./evaluate";
export { INVENTORY } from "./inventory";
export { type Enforcement, type SourceName, SOURCES, type Statement } from "./inventory/statement";
export { referencePage } from "./reference-page";
export type { ConfigurationRule, PlanRule, Rule, RuleSeverity, Violation } from "./rule";
export { RULES } from "./rules";
