export {
  type CheckAnswer,
  type CheckFinding,
  type OtherRange,
  type PreflightCheck,
  type PreflightSubject,
} from "./checks/preflight-check";
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
export { openAws } from "./open-aws";
export { type PlannedCell, type PlannedChange, type PlannedResource } from "./planned/planned-resource";
export { readConfiguration } from "./planned/read-configuration";
export { readPlan } from "./planned/read-plan";
export { withoutExisting } from "./planned/without-existing";
export { type CheckResult, PREFLIGHT_CHECKS, type PreflightReport, runPreflight } from "./run-preflight";
