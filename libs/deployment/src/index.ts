export { type Cell, formatCell, isSameCell, parseCell } from "./cell";
export {
  COMMIT_OBJECT,
  DELIVERY_STORES,
  deliveryBucketName,
  type DeliveryStore,
  dispatchName,
  pipelineName,
  pipelineRoleName,
  queueTableName,
} from "./delivery-names";
export {
  type DeploymentTag,
  formatDeploymentTag,
  isSameDeploymentTag,
  parseDeploymentTag,
} from "./deployment-tag";
export {
  ENVIRONMENT_NAMES,
  type EnvironmentName,
  isEnvironmentName,
  isPlatformEnvironment,
} from "./environment-name";
export { HEALTH_CHECKER_REGIONS, type HealthCheckerRegion } from "./health-checker-region";
export {
  INFRA_BOUNDARY,
  INFRA_BUILD_ROLE,
  INFRA_BUILD_SESSION,
  INFRA_PLAN_ROLE,
  infraBoundaryArn,
  infraBuildRoleArn,
  SESSION_TAGS,
} from "./infra-build-role";
export { NAME_RULES, type NameRule, type ResourceKind } from "./name-rule";
export { isPending, PENDING, type PendingAccountId, requestOfPending } from "./pending-account-id";
export { physicalName, physicalNameProblem } from "./physical-name";
export { isRegion, type Partition, type Region, REGION_CODES, type RegionData, REGIONS } from "./region";
export { LATEST_FOLDER, latestFolder, lockRecordsFolder, recordsFolder } from "./run-record-location";
export { isScope, type Scope } from "./scope";
export { stackName } from "./stack-name";
export {
  checkStatePrefix,
  type StateLayout,
  type StateLocation,
  stateLocation,
  type StateSettings,
  type StateStore,
  stateStore,
} from "./state-location";
export {
  type ResolvedStateSettings,
  resolveStateSettings,
  type SettingOrigin,
  type StateSettingSources,
} from "./state-settings";
export { ROLE_STEPS, type RoleStep, STEP_ROLE_PATH, stepProjectName, stepRoleName } from "./step-role";
export { checkTeamName, isTeamName, LONGEST_TEAM_NAME } from "./team-name";
export { compareVersions, isVersion } from "./version";
export { didYouMean, nearest, quote } from "./wording";
export { loadBalancerName, workloadName } from "./workload-name";
