export { Git, gitEnvironment, type GitOptions, type TreeEntry } from "./git";
export { type AnnotatedTag } from "./git-tag";
export { type LockInfo, parseLockInfo } from "./lock-info";
export { parsePlanJson, type PlanJson, type PlannedChange } from "./plan-json";
export { type ProviderSource } from "./provider-source";
export { InterruptedError, run, type RunOptions, type RunResult } from "./run";
export { shellAssignments, shellWords } from "./shell-words";
export {
  describeLock,
  type InitRequest,
  type LockState,
  Terraform,
  TerraformError,
  type TerraformOptions,
} from "./terraform";
export { terraformEnvironment, type TerraformEnvironmentRequest } from "./terraform-environment";
