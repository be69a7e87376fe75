export type { Account } from "./account";
export { type AccountDelivery, servicesOf } from "./account-delivery";
export { AccountRoles, type AccountRolesProps, ENTRANCES } from "./account-roles";
export { PipelineRole, type PipelineRoleProps } from "./pipeline-role";
export {
  type Arn,
  attributeArn,
  PolicyDocument,
  type PolicyDocumentProps,
  type Statement,
} from "./policy-document";
export type { BuildNetworkAccess, PipelineStore, StepResources } from "./step-resources";
export { StepRoles, type StepRolesProps } from "./step-roles";
