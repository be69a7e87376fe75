export type { GuardrailsConfig } from "./guardrails-config";
export { guardrails } from "./guardrails-kind";
