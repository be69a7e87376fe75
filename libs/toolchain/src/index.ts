export { type LockInfo, parseLockInfo } from "./lock-info";
export { type ProviderSource } from "./provider-source";
export { InterruptedError, run, type RunOptions, type RunResult } from "./run";
