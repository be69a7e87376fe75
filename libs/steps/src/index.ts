export { type ApplyResult, type DeploymentResult } from "./apply-result";
export { type Approval, type ApprovalPolicy } from "./approval";
export { assertCloudIsSafe, type Cloud, REAL_AWS } from "./cloud";
export { type DeploymentRecord } from "./deployment-record";
export { type PlanCounts, type PlanDigests, type PlanSummary } from "./plan-summary";
export { type RunDirectory, runDirectory } from "./run-directory";
export { type SourceManifest } from "./source-manifest";
export { type StepContext } from "./step-context";
