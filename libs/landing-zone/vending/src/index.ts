export type {
  AccountCreation,
  AccountDirectory,
  AccountState,
  ExistingAccount,
  OrganizationTree,
} from "./aws/account-directory";
export { AccountFactoryProducts } from "./aws/account-factory-products";
export { AftRuns } from "./aws/aft-runs";
export { AftTables } from "./aws/aft-tables";
export type { AwsAccess } from "./aws/aws-access";
export { type EnrolledProducts, NOTHING_ENROLLED } from "./aws/enrolled-products";
export type { FactoryRuns } from "./aws/factory-runs";
export { Organizations } from "./aws/organizations";
export type { RequestTables, StoredRequest } from "./aws/request-table";
export { stateResources } from "./aws/state-resources";
export type { CellOfAccount } from "./offboard/check-offboarding";
export { offboard, type OffboardRequest, type StepOutcome } from "./offboard/offboard";
export {
  type AccountAction,
  type AccountChange,
  type AccountPlan,
  changesOf,
  planDigest,
  type PlannedAccount,
} from "./plan/account-plan";
export { type Existing, readExisting } from "./plan/existing";
export { type LandingZoneData, planAccounts } from "./plan/plan-accounts";
export { type KeptPlan, readPlan, writePlan } from "./plan/plan-file";
export { type NamedRequest, type RequestedAccount, requestsOf } from "./plan/requested-account";
export { type Retry, retryRequest } from "./retry/retry-request";
export { type AccountProgress, type AccountStage, isUnderWay, LATE_MINUTES } from "./track/account-progress";
export { factoryProgress, type FactorySources } from "./track/factory-progress";
export { organizationProgress } from "./track/organization-progress";
export { type AccountFiles, writeAccountIds } from "./track/write-account-ids";
export { reconcile } from "./vend/reconcile";
export { vendAccounts, type VendedAccount } from "./vend/vend-accounts";
export { BATCH, LARGEST_BATCH, vendRequests } from "./vend/vend-requests";
