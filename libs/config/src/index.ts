export { checkEnvironments } from "./check-environments";
export type {
  Approval,
  EnvironmentConfig,
  KindConfig,
  ScopeConfig,
  StateConfig,
  StateLock,
  TeamConfig,
} from "./environment-config";
export type { AddressRange, KindRules, Place } from "./kind-rules";
export { cellsOf, resolveCell, type ResolvedCell } from "./resolved-cell";
