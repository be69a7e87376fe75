export type { Account } from "./account";
export { AccountRoles, type AccountRolesProps } from "./account-roles";
export type { Arn } from "./policy-document";
export type { PipelineStore } from "./step-permissions";
export { StepRoles, type StepRolesProps } from "./step-roles";
