export type { DeclarativePolicy } from "./declarative-policy";
export type { PerimeterService, ReadyGuardrail } from "./ready-guardrail";
export type {
  ControlParameters,
  EnabledControl,
  OwnPolicy,
  RegionDeny,
  UnitGuardrails,
} from "./unit-guardrails";
