export { apply, type ApplyRequest } from "./apply/apply";
export { APPLY_RESULT, type ApplyResult, type DeploymentResult } from "./apply/apply-result";
export {
  APPROVAL,
  type Approval,
  type ApprovalPolicy,
  approvalsNeeded,
  type GivenApproval,
} from "./approve/approval";
export { type ApprovalQuestion, approve, type ApproveRequest } from "./approve/approve";
export { type PipelineExecution } from "./approve/pipeline-approvals";
export { type AwsClientSettings, awsClientSettings } from "./aws-client";
export {
  bootstrapCell,
  type BootstrapOutcome,
  type BootstrapQuestion,
  type BootstrapRequest,
  type BootstrapResult,
} from "./bootstrap/bootstrap-cell";
export { type CellSession } from "./cell-session";
export { assertCloudIsSafe, type Cloud, readCloud, REAL_AWS } from "./cloud";
export { cloudEnvironment } from "./cloud-environment";
export {
  COMMIT_STEPS,
  commitProgram,
  type CommitStep,
  type CommitStepRequest,
  failureWords,
  goesOn,
  isWorthRecording,
  runCommitStep,
} from "./commit-program";
export { type Destination } from "./destination";
export { type CellDiff, diff, type DiffRequest, type LocatedChange } from "./diff/diff";
export { type ElementOrigin, elementOrigins } from "./diff/element-origin";
export { digestOfFile, digestOfFolder } from "./digest";
export { readOptionalRunFile, readRunFile, type RunFile, writeJson, writeWhole } from "./json-file";
export {
  type CellLock,
  type LockedPlace,
  lockTextOf,
  type LockVerdict,
  readCellLock,
  runOf,
} from "./lock/cell-lock";
export { witnesses } from "./lock/find-build";
export { type LockPlace } from "./lock/lock-half";
export { LockStore } from "./lock/lock-store";
export { decideMigration, type LockPlaces, type MigratingCell, type Migration } from "./lock/migrate-locks";
export { type LockRelease, releaseLock } from "./lock/release-lock";
export { prepareResume, type ResumeRequest, type Resumption } from "./lock/resume-apply";
export { type RunLabel } from "./lock/run-label";
export { type RunLife, type Witnesses } from "./lock/run-life";
export { type DigestRepair, readStateDigest, repairStateDigest, type StateDigest } from "./lock/state-digest";
export { plan, type PlanRequest } from "./plan/plan";
export { PLAN_SUMMARY, type PlanCounts, type PlanDigests, type PlanSummary } from "./plan/plan-summary";
export { type DeploymentRecord } from "./record/deployment-record";
export { type PastRecord } from "./record/read-records";
export { record, type RecordRequest, type RunFailure } from "./record/record";
export { type ExecutionRequest, recordExecution } from "./record/record-execution";
export { recordKey } from "./record/record-key";
export { storageClient } from "./record/record-storage";
export { type DataDifference, dataDifferences } from "./release/data-differences";
export { exportCommit } from "./release/export-commit";
export { type IrreversibleChange, irreversibleChanges } from "./release/irreversible";
export { makeTags, pushCommand, pushTags, type WrittenTag } from "./release/make-tags";
export { openGit } from "./release/open-git";
export { isDeployed, lastDeployment, proofOf } from "./release/past-deployments";
export { type ProposedTag, type ProposeRequest, proposeTag, proposeTags } from "./release/propose-tags";
export { provingEnvironment } from "./release/proving-environment";
export { releaseCommit } from "./release/release-commit";
export {
  type ExpectedPlan,
  irreversibleLine,
  promotionMessage,
  rollbackMessage,
} from "./release/return-message";
export { deployMessage } from "./release/tag-message";
export { type Wave, wavesOf } from "./release/waves";
export { requireTool } from "./require-tool";
export { type RunDirectory, runDirectory } from "./run-directory";
export { PlanStore, planStore, type PlanStoreRequest } from "./seal/plan-store";
export { type SealSettings } from "./seal/seal-key";
export { type SealStatement } from "./seal/seal-statement";
export { prepareDependencies } from "./source/dependencies";
export { type KnownTag } from "./source/known-tag";
export { type CommitStore } from "./source/publish/commit-store";
export { type PublishRequest, publishTags } from "./source/publish/publish";
export { type PublishedTag, type PublishReport, type RefusedTag } from "./source/publish/publish-report";
export { readReleaseTag, type ReleaseTag } from "./source/release-tag";
export { source, type SourceRequest } from "./source/source";
export { SOURCE_MANIFEST, type SourceManifest } from "./source/source-manifest";
export { commitsBehind } from "./status/commits-behind";
export { history, type HistoryRequest } from "./status/history";
export { cellsLeftBehind } from "./status/left-behind";
export { type CellStatus, type ShownRun, status, type StatusRequest } from "./status/status";
export { type StepContext } from "./step-context";
export {
  type AcceptedFinding,
  CHECK_GROUPS,
  CHECK_NAMES,
  type CheckGroup,
  type CheckName,
  type Finding,
} from "./verify/finding";
export { type Synthesize, verify, type VerifyRequest } from "./verify/verify";
export {
  type ConfigurationRequest,
  type SynthesizedConfiguration,
  verifyConfiguration,
} from "./verify/verify-configuration";
export {
  type CheckOutcome,
  VERIFY_REPORT,
  verifyExitCode,
  type VerifyMode,
  type VerifyReport,
} from "./verify/verify-report";
