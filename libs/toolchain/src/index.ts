export { AWS_RULE_SET_REMEDY, findAwsRuleSet, type PluginPlace } from "./aws-rule-set";
export { type CheckovRequest, runCheckov } from "./checkov";
export { type CheckovReport, type SkippedFinding } from "./checkov-output";
export { doctor, type DoctorEntry, type DoctorPlace, type DoctorReport, formatDoctor } from "./doctor";
export { findTool, findTools } from "./find-tool";
export { type FindingSeverity, type ToolFinding } from "./finding";
export {
  type CommitLine,
  Git,
  gitEnvironment,
  type GitOptions,
  type TagReference,
  type TreeEntry,
} from "./git";
export { type AnnotatedTag } from "./git-tag";
export { type LockInfo, parseLockInfo } from "./lock-info";
export { PINNED } from "./pinned";
export { plainEnvironment } from "./plain-environment";
export {
  type AttributeChange,
  type AttributeValue,
  CHANGE_ACTIONS,
  type ChangeAction,
  type ResourceChange,
  resourceChanges,
} from "./plan-changes";
export { parsePlanJson, type PlanJson, type PlannedChange } from "./plan-json";
export { type ProviderSource } from "./provider-source";
export { InterruptedError, run, type RunOptions, type RunResult } from "./run";
export { shellAssignments, shellWords } from "./shell-words";
export { type SignatureVerdict, type Signers } from "./tag-signature";
export {
  describeLock,
  type InitRequest,
  type LockState,
  type LockWatch,
  Terraform,
  TerraformError,
  type TerraformOptions,
} from "./terraform";
export { terraformEnvironment, type TerraformEnvironmentRequest } from "./terraform-environment";
export { runTflint, type TflintRequest } from "./tflint";
export { isMissing, type MissingTool, type Tool, TOOL_NAMES, type ToolName, type ToolPlace } from "./tool";
export { assertEnded, ToolError } from "./tool-error";
export { findVersion, isAtLeast } from "./version";
export { type NewTag, type PushResult, WritableGit } from "./writable-git";
