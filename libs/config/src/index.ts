export { type AlarmSubscriber, checkAlarmSubscribers } from "./alarm-subscriber";
export { addressRangesOf } from "./check-address-ranges";
export { checkCell } from "./check-cell";
export { checkEnvironments } from "./check-environments";
export { type Cidr, contains, readCidr } from "./cidr";
export type {
  Approval,
  EnvironmentConfig,
  KindConfig,
  ScopeConfig,
  StateConfig,
  StateLock,
  TagSigners,
  TeamConfig,
} from "./environment-config";
export type { AddressRange, KindRules, Place } from "./kind-rules";
export {
  checkLogRetention,
  type LogRetention,
  RETENTION_DAYS,
  type RetentionDays,
  retentionDaysOf,
} from "./log-retention";
export {
  cellsOf,
  deployableCell,
  deployableCellsOf,
  isDeployable,
  resolveCell,
  type ResolvedCell,
} from "./resolved-cell";
