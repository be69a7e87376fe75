/** The type of a variable, as `variables.tf` says it. */
export type AftVariableType = "string" | "number" | "bool" | "list(string)" | "map(any)";

interface AftVariable {
  readonly type: AftVariableType;
  /** Absent if the caller has to give a value. The text `null` is one of AFT's own defaults. */
  readonly default?: string | number | boolean | readonly string[] | null;
  readonly sensitive?: true;
}

/** The root variables of the module at {@link AFT_MODULE}'s commit, in groups as its `variables.tf` has them. */
export const AFT_VARIABLES = {
  ct_management_account_id: { type: "string" },
  log_archive_account_id: { type: "string" },
  audit_account_id: { type: "string" },
  aft_management_account_id: { type: "string" },
  ct_home_region: { type: "string" },
  aft_framework_repo_url: {
    type: "string",
    default: "https://github.com/aws-ia/terraform-aws-control_tower_account_factory.git",
  },
  aft_framework_repo_git_ref: { type: "string", default: null },
  cloudwatch_log_group_retention: { type: "string", default: "0" },
  cloudwatch_log_group_enable_cmk_encryption: { type: "bool", default: false },
  backup_recovery_point_retention: { type: "number", default: null },
  backup_schedule: { type: "string", default: "cron(0 * * * ? *)" },
  log_archive_bucket_object_expiration_days: { type: "number", default: 365 },
  aft_backend_bucket_access_logs_object_expiration_days: { type: "number", default: 365 },
  sfn_s3_bucket_object_expiration_days: { type: "number", default: 90 },
  maximum_concurrent_customizations: { type: "number", default: 5 },
  concurrent_account_factory_actions: { type: "number", default: 5 },
  global_codebuild_timeout: { type: "number", default: 60 },
  aft_codebuild_compute_type: { type: "string", default: "BUILD_GENERAL1_MEDIUM" },
  sns_topic_enable_cmk_encryption: { type: "bool", default: false },
  tags: { type: "map(any)", default: null },
  aft_feature_cloudtrail_data_events: { type: "bool", default: false },
  aft_feature_enterprise_support: { type: "bool", default: false },
  aft_feature_delete_default_vpcs_enabled: { type: "bool", default: false },
  aft_metrics_reporting: { type: "bool", default: true },
  vcs_provider: { type: "string", default: "codecommit" },
  github_enterprise_url: { type: "string", default: "null" },
  gitlab_selfmanaged_url: { type: "string", default: "null" },
  account_request_repo_name: { type: "string", default: "aft-account-request" },
  account_request_repo_branch: { type: "string", default: "main" },
  global_customizations_repo_name: { type: "string", default: "aft-global-customizations" },
  global_customizations_repo_branch: { type: "string", default: "main" },
  account_customizations_repo_name: { type: "string", default: "aft-account-customizations" },
  account_customizations_repo_branch: { type: "string", default: "main" },
  account_provisioning_customizations_repo_name: {
    type: "string",
    default: "aft-account-provisioning-customizations",
  },
  account_provisioning_customizations_repo_branch: { type: "string", default: "main" },
  terraform_version: { type: "string", default: "1.6.1" },
  terraform_distribution: { type: "string", default: "oss" },
  tf_backend_secondary_region: { type: "string", default: "" },
  terraform_token: { type: "string", default: "null", sensitive: true },
  terraform_org_name: { type: "string", default: "null" },
  terraform_project_name: { type: "string", default: "Default Project" },
  terraform_api_endpoint: { type: "string", default: "https://app.terraform.io/api/v2/" },
  terraform_oidc_integration: { type: "bool", default: false },
  terraform_oidc_aws_audience: { type: "string", default: "aws.workload.identity" },
  terraform_oidc_hostname: { type: "string", default: "app.terraform.io" },
  aft_enable_vpc: { type: "bool", default: true },
  aft_vpc_endpoints: { type: "bool", default: true },
  aft_vpc_cidr: { type: "string", default: "192.168.0.0/22" },
  aft_vpc_private_subnet_01_cidr: { type: "string", default: "192.168.0.0/24" },
  aft_vpc_private_subnet_02_cidr: { type: "string", default: "192.168.1.0/24" },
  aft_vpc_public_subnet_01_cidr: { type: "string", default: "192.168.2.0/25" },
  aft_vpc_public_subnet_02_cidr: { type: "string", default: "192.168.2.128/25" },
  aft_customer_vpc_id: { type: "string", default: null },
  aft_customer_private_subnets: { type: "list(string)", default: [] },
} as const satisfies Readonly<Record<string, AftVariable>>;

interface TypeScriptTypes {
  readonly string: string;
  readonly number: number;
  readonly bool: boolean;
  readonly "list(string)": readonly string[];
  /** AWS tags: Terraform's `any` is text here. */
  readonly "map(any)": Readonly<Record<string, string>>;
}

type Variables = typeof AFT_VARIABLES;
type Required = {
  [Name in keyof Variables]: Variables[Name] extends { default: unknown } ? never : Name;
}[keyof Variables];
type ValueOf<Name extends keyof Variables> = TypeScriptTypes[Variables[Name]["type"]];

/** Arguments of the module block: what has no default is there, and nothing that the module does not know. */
export type AftArguments = { readonly [Name in Required]: ValueOf<Name> } & {
  readonly [Name in Exclude<keyof Variables, Required>]?: ValueOf<Name>;
};
