export { actionsOf } from "./guardrails/actions/table";
export {
  type CellGuardrails,
  type ChangeAnswer,
  type GuardrailAnswer,
  type GuardrailReason,
  type GuardrailReport,
  judgeChanges,
} from "./guardrails/judge-changes";
export { type ChangingRole } from "./guardrails/needed-requests";
export { type PlannedCell, type PlannedChange, type PlannedResource } from "./planned/planned-resource";
export { readConfiguration } from "./planned/read-configuration";
export { readPlan } from "./planned/read-plan";
