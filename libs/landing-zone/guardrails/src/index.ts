export type { UnitGuardrails } from "./unit-guardrails";
