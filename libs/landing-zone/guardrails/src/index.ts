export { type AppliedGuardrail, appliedTo } from "./applied-to";
export { checkGuardrails } from "./check-guardrails";
export {
  type CatalogControl,
  catalogControl,
  CONTROL_CATALOG,
  type ControlSeverity,
} from "./control-catalog";
export type { DeclarativePolicy } from "./declarative-policy";
export { describeGuardrail, describeSource } from "./describe-guardrail";
export {
  type GuardedOrganization,
  type GuardedUnit,
  levelsOf,
  pathsOf,
  regionsLeft,
  ROOT,
  targetIdOf,
} from "./guarded-organization";
export { type AccountFile, type PlacedAccount, placedAccounts } from "./placed-account";
export { policiesFor, policiesOfUnit } from "./policies-for";
export { POLICY_LIMITS, POLICY_TYPES, type PolicyLimit, type PolicyType } from "./policy-limits";
export type { PerimeterService, ReadyGuardrail } from "./ready-guardrail";
export { GLOBAL_ACTIONS } from "./region-deny";
export type {
  ControlParameters,
  EnabledControl,
  OwnPolicy,
  RegionDeny,
  UnitGuardrails,
} from "./unit-guardrails";
export { type UnitPolicies, unitPolicies, type UnitPolicy } from "./unit-policies";
