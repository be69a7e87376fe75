import { passRole, reference, type ServiceActions, type TypeActions } from "./type-actions";

const same = (arn: string, put: string, remove: readonly string[]): TypeActions => ({
  arn,
  create: [put],
  update: [put],
  delete: remove,
});

export const ACCOUNT: ServiceActions = {
  source: reference("list_awsaccountmanagement"),
  requestedRegion: "us-east-1",
  types: {
    aws_account_alternate_contact: same("*", "account:PutAlternateContact", [
      "account:DeleteAlternateContact",
    ]),
    aws_account_region: {
      arn: "*",
      create: ["account:EnableRegion"],
      update: ["account:EnableRegion"],
      delete: [],
    },
  },
};

export const BUDGETS: ServiceActions = {
  source: reference("list_awsbudgetservice"),
  requestedRegion: "us-east-1",
  types: {
    aws_budgets_budget: {
      arn: "arn:{partition}:budgets::{account}:budget/{name}",
      create: ["budgets:ModifyBudget"],
      createWithSome: ["budgets:TagResource"],
      update: ["budgets:ModifyBudget"],
      delete: ["budgets:ModifyBudget"],
    },
  },
};

export const ACCESS_ANALYZER: ServiceActions = {
  source: reference("list_awsiamaccessanalyzer"),
  types: {
    aws_accessanalyzer_analyzer: {
      arn: "arn:{partition}:access-analyzer:{region}:{account}:analyzer/{analyzer_name}",
      create: ["access-analyzer:CreateAnalyzer", "access-analyzer:TagResource"],
      update: [
        "access-analyzer:UpdateAnalyzer",
        "access-analyzer:TagResource",
        "access-analyzer:UntagResource",
      ],
      delete: ["access-analyzer:DeleteAnalyzer"],
    },
  },
};

export const CONFIG: ServiceActions = {
  source: reference("list_awsconfig"),
  types: {
    aws_config_configuration_recorder: {
      arn: "*",
      create: ["config:PutConfigurationRecorder", passRole("role_arn")],
      update: ["config:PutConfigurationRecorder", passRole("role_arn")],
      delete: ["config:StopConfigurationRecorder", "config:DeleteConfigurationRecorder"],
    },
    aws_config_configuration_recorder_status: {
      arn: "*",
      create: ["config:StartConfigurationRecorder"],
      update: ["config:StartConfigurationRecorder", "config:StopConfigurationRecorder"],
      delete: ["config:StopConfigurationRecorder"],
    },
    aws_config_configuration_aggregator: {
      arn: "arn:{partition}:config:{region}:{account}:config-aggregator/*",
      create: ["config:PutConfigurationAggregator", "config:TagResource"],
      update: ["config:PutConfigurationAggregator", "config:TagResource", "config:UntagResource"],
      delete: ["config:DeleteConfigurationAggregator"],
    },
    aws_config_organization_managed_rule: {
      arn: "arn:{partition}:config:{region}:{account}:organization-config-rule/*",
      create: ["config:PutOrganizationConfigRule"],
      update: ["config:PutOrganizationConfigRule"],
      delete: ["config:DeleteOrganizationConfigRule"],
    },
    aws_config_delivery_channel: same("*", "config:PutDeliveryChannel", ["config:DeleteDeliveryChannel"]),
  },
};

export const QUOTAS: ServiceActions = {
  source: reference("list_servicequotas"),
  types: {
    aws_servicequotas_service_quota: {
      arn: "arn:{partition}:servicequotas:{region}:{account}:{service_code}/{quota_code}",
      create: ["servicequotas:RequestServiceQuotaIncrease"],
      update: ["servicequotas:RequestServiceQuotaIncrease"],
      // Destroying it lowers nothing.
      delete: [],
    },
  },
};

export const SYSTEMS_MANAGER: ServiceActions = {
  source: reference("list_awssystemsmanager"),
  types: {
    aws_ssm_association: {
      arn: "arn:{partition}:ssm:{region}:{account}:association/*",
      create: [["ssm:CreateAssociation", "*"]],
      createWithSome: ["ssm:AddTagsToResource"],
      update: ["ssm:UpdateAssociation", "ssm:AddTagsToResource", "ssm:RemoveTagsFromResource"],
      delete: ["ssm:DeleteAssociation"],
    },
    aws_ssm_document: {
      arn: "arn:{partition}:ssm:{region}:{account}:document/{name}",
      create: ["ssm:CreateDocument", "ssm:AddTagsToResource"],
      createWithSome: ["ssm:ModifyDocumentPermission"],
      update: ["ssm:UpdateDocument", "ssm:UpdateDocumentDefaultVersion", "ssm:AddTagsToResource"],
      delete: ["ssm:DeleteDocument"],
    },
    aws_ssm_parameter: {
      arn: "arn:{partition}:ssm:{region}:{account}:parameter*",
      create: ["ssm:PutParameter", "ssm:AddTagsToResource"],
      update: ["ssm:PutParameter", "ssm:AddTagsToResource", "ssm:RemoveTagsFromResource"],
      delete: ["ssm:DeleteParameter"],
    },
  },
};

const organizations = (create: string, update: readonly string[], remove: string): TypeActions => ({
  arn: "*",
  create: [create],
  update: update.map((action) => `organizations:${action}`),
  delete: [remove],
});

export const ORGANIZATIONS: ServiceActions = {
  source: reference("list_awsorganizations"),
  requestedRegion: "us-east-1",
  types: {
    aws_organizations_policy: organizations(
      "organizations:CreatePolicy",
      ["UpdatePolicy", "TagResource", "UntagResource"],
      "organizations:DeletePolicy",
    ),
    aws_organizations_policy_attachment: organizations(
      "organizations:AttachPolicy",
      [],
      "organizations:DetachPolicy",
    ),
    aws_organizations_organizational_unit: organizations(
      "organizations:CreateOrganizationalUnit",
      ["UpdateOrganizationalUnit", "TagResource", "UntagResource"],
      "organizations:DeleteOrganizationalUnit",
    ),
    aws_organizations_delegated_administrator: organizations(
      "organizations:RegisterDelegatedAdministrator",
      [],
      "organizations:DeregisterDelegatedAdministrator",
    ),
  },
};

export const CONTROL_TOWER: ServiceActions = {
  source: reference("list_awscontroltower"),
  types: {
    aws_controltower_control: {
      arn: "*",
      create: ["controltower:EnableControl"],
      update: ["controltower:UpdateEnabledControl"],
      delete: ["controltower:DisableControl"],
    },
  },
};

export const DNS: ServiceActions = {
  source: reference("list_amazonroute53"),
  requestedRegion: "us-east-1",
  types: {
    aws_route53_health_check: {
      arn: "arn:{partition}:route53:::healthcheck/*",
      create: [["route53:CreateHealthCheck", "*"], "route53:ChangeTagsForResource"],
      update: ["route53:UpdateHealthCheck", "route53:ChangeTagsForResource"],
      delete: ["route53:DeleteHealthCheck"],
    },
    aws_route53_record: {
      arn: "arn:{partition}:route53:::hostedzone/{zone_id}",
      create: ["route53:ChangeResourceRecordSets"],
      update: ["route53:ChangeResourceRecordSets"],
      delete: ["route53:ChangeResourceRecordSets"],
    },
  },
};
