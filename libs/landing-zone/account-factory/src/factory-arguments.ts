import type { AftArguments } from "@tagform/landing-zone-aft";

import type {
  AccountFactoryConfig,
  FactoryFeatures,
  FactoryLimits,
  FactoryNetwork,
  FactoryRepositories,
  FactoryRetention,
  FactoryTerraform,
  TerraformOrganization,
} from "./account-factory-config";

/** Text, or a reference of the stack to it. */
export interface Secrets {
  /** The API token, where runs are HCP Terraform's or Terraform Enterprise's. */
  readonly terraformToken: string | undefined;
}

type Optional = Partial<AftArguments>;

/** The arguments of AFT's module; what the data leaves out is left to the module's defaults, but for metrics. */
export function factoryArguments(config: AccountFactoryConfig, secrets: Secrets): AftArguments {
  const { accounts, homeRegion } = config.organization;
  return defined({
    ct_management_account_id: accounts.management,
    log_archive_account_id: accounts.logArchive,
    audit_account_id: accounts.audit,
    aft_management_account_id: accounts.accountFactory,
    ct_home_region: homeRegion,
    ...terraformOf(config.terraform, secrets),
    ...repositoriesOf(config.repositories),
    ...networkOf(config.network),
    ...limitsOf(config.limits),
    ...retentionOf(config.retention),
    ...featuresOf(config.features),
    aft_framework_repo_url: config.framework?.repositoryUrl,
    aft_framework_repo_git_ref: config.framework?.tag,
    tags: config.tags,
  });
}

function terraformOf(terraform: FactoryTerraform, secrets: Secrets): Optional {
  const { distribution, version } = terraform;
  const run = { terraform_distribution: distribution, terraform_version: version };
  switch (terraform.distribution) {
    case "oss":
      return defined({ ...run, tf_backend_secondary_region: terraform.replicaRegion });
    case "tfc":
      return { ...run, ...organizationOf(terraform, secrets) };
    case "tfe":
      return {
        ...run,
        ...organizationOf(terraform, secrets),
        terraform_api_endpoint: terraform.apiEndpoint,
      };
  }
}

function organizationOf(
  { organizationName, projectName, openIdConnect }: TerraformOrganization,
  { terraformToken }: Secrets,
): Optional {
  return defined({
    terraform_org_name: organizationName,
    terraform_project_name: projectName,
    terraform_token: terraformToken,
    terraform_oidc_integration: openIdConnect === undefined ? undefined : true,
    terraform_oidc_hostname: openIdConnect?.hostname,
    terraform_oidc_aws_audience: openIdConnect?.audience,
  });
}

function repositoriesOf(repositories: FactoryRepositories): Optional {
  const { accountRequest, globalCustomizations, accountCustomizations } = repositories;
  const { accountProvisioningCustomizations: provisioning } = repositories;
  return defined({
    vcs_provider: repositories.host,
    github_enterprise_url: repositories.host === "githubenterprise" ? repositories.url : undefined,
    gitlab_selfmanaged_url: repositories.host === "gitlabselfmanaged" ? repositories.url : undefined,
    account_request_repo_name: accountRequest.name,
    account_request_repo_branch: accountRequest.branch,
    global_customizations_repo_name: globalCustomizations.name,
    global_customizations_repo_branch: globalCustomizations.branch,
    account_customizations_repo_name: accountCustomizations.name,
    account_customizations_repo_branch: accountCustomizations.branch,
    account_provisioning_customizations_repo_name: provisioning.name,
    account_provisioning_customizations_repo_branch: provisioning.branch,
  });
}

function networkOf(network: FactoryNetwork): Optional {
  switch (network.kind) {
    case "none":
      return { aft_enable_vpc: false };
    case "own": {
      const [privateOne, privateTwo] = network.privateSubnetCidrs;
      const [publicOne, publicTwo] = network.publicSubnetCidrs;
      return defined({
        aft_enable_vpc: true,
        aft_vpc_cidr: network.cidr,
        aft_vpc_private_subnet_01_cidr: privateOne,
        aft_vpc_private_subnet_02_cidr: privateTwo,
        aft_vpc_public_subnet_01_cidr: publicOne,
        aft_vpc_public_subnet_02_cidr: publicTwo,
        aft_vpc_endpoints: network.endpoints,
      });
    }
    case "existing":
      return {
        aft_enable_vpc: true,
        aft_customer_vpc_id: network.vpcId,
        aft_customer_private_subnets: network.privateSubnetIds,
      };
  }
}

const limitsOf = (limits: FactoryLimits = {}): Optional =>
  defined({
    concurrent_account_factory_actions: limits.concurrentAccounts,
    maximum_concurrent_customizations: limits.concurrentCustomizations,
    global_codebuild_timeout: limits.buildTimeoutMinutes,
    aft_codebuild_compute_type: limits.buildComputeType,
  });

const retentionOf = (retention: FactoryRetention = {}): Optional =>
  defined({
    cloudwatch_log_group_retention: retention.logDays?.toString(),
    log_archive_bucket_object_expiration_days: retention.logArchiveDays,
    aft_backend_bucket_access_logs_object_expiration_days: retention.stateAccessLogDays,
    sfn_s3_bucket_object_expiration_days: retention.pipelineDays,
    backup_recovery_point_retention: retention.backupDays,
    backup_schedule: retention.backupSchedule,
  });

const featuresOf = (features: FactoryFeatures = {}): Optional =>
  defined({
    aft_feature_cloudtrail_data_events: features.dataEvents,
    aft_feature_enterprise_support: features.enterpriseSupport,
    aft_feature_delete_default_vpcs_enabled: features.deleteDefaultVpcs,
    cloudwatch_log_group_enable_cmk_encryption: features.ownKeyForLogs,
    sns_topic_enable_cmk_encryption: features.ownKeyForTopics,
    // AFT reports unless it is told not to.
    aft_metrics_reporting: features.reportMetrics ?? false,
  });

type Defined<T> = { [Key in keyof T as undefined extends T[Key] ? never : Key]: T[Key] } & {
  [Key in keyof T as undefined extends T[Key] ? Key : never]?: Exclude<T[Key], undefined>;
};

/** Without what is undefined. */
function defined<T extends object>(object: T): Defined<T> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as Defined<T>;
}
