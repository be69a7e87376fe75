import { passRole, reference, type ServiceActions, type TypeActions } from "./type-actions";

/** What has one setting that is put, changed by putting it again, and taken away. */
const put = (arn: string, set: string, unset: readonly string[]): TypeActions => ({
  arn,
  create: [set],
  update: [set],
  delete: unset,
});

const detector = "arn:{partition}:guardduty:{region}:{account}:detector/*";

export const GUARDDUTY: ServiceActions = {
  source: reference("list_amazonguardduty"),
  types: {
    aws_guardduty_detector: {
      arn: detector,
      create: [["guardduty:CreateDetector", "*"], "guardduty:TagResource"],
      update: ["guardduty:UpdateDetector", "guardduty:TagResource", "guardduty:UntagResource"],
      delete: ["guardduty:DeleteDetector"],
    },
    aws_guardduty_detector_feature: put(detector, "guardduty:UpdateDetector", []),
    aws_guardduty_organization_admin_account: put("*", "guardduty:EnableOrganizationAdminAccount", [
      "guardduty:DisableOrganizationAdminAccount",
    ]),
    aws_guardduty_organization_configuration: put(detector, "guardduty:UpdateOrganizationConfiguration", []),
    aws_guardduty_organization_configuration_feature: put(
      detector,
      "guardduty:UpdateOrganizationConfiguration",
      [],
    ),
  },
};

export const SECURITY_HUB: ServiceActions = {
  source: reference("list_awssecurityhub"),
  types: {
    aws_securityhub_account: {
      arn: "arn:{partition}:securityhub:{region}:{account}:hub/default",
      create: ["securityhub:EnableSecurityHub"],
      createWithSome: ["securityhub:UpdateSecurityHubConfiguration"],
      update: ["securityhub:UpdateSecurityHubConfiguration"],
      delete: ["securityhub:DisableSecurityHub"],
    },
    aws_securityhub_configuration_policy: {
      arn: "arn:{partition}:securityhub:{region}:{account}:configuration-policy/*",
      create: [["securityhub:CreateConfigurationPolicy", "*"]],
      update: ["securityhub:UpdateConfigurationPolicy"],
      delete: ["securityhub:DeleteConfigurationPolicy"],
    },
    aws_securityhub_configuration_policy_association: {
      arn: "arn:{partition}:securityhub:{region}:{account}:configuration-policy/*",
      create: ["securityhub:StartConfigurationPolicyAssociation"],
      update: ["securityhub:StartConfigurationPolicyAssociation"],
      delete: ["securityhub:StartConfigurationPolicyDisassociation"],
    },
    aws_securityhub_finding_aggregator: {
      arn: "arn:{partition}:securityhub:{region}:{account}:finding-aggregator/*",
      create: [["securityhub:CreateFindingAggregator", "*"]],
      update: ["securityhub:UpdateFindingAggregator"],
      delete: ["securityhub:DeleteFindingAggregator"],
    },
    aws_securityhub_organization_admin_account: put("*", "securityhub:EnableOrganizationAdminAccount", [
      "securityhub:DisableOrganizationAdminAccount",
    ]),
    aws_securityhub_organization_configuration: put("*", "securityhub:UpdateOrganizationConfiguration", []),
  },
};

export const BACKUPS_OF_DISKS: ServiceActions = {
  source: reference("list_amazondatalifecyclemanager"),
  types: {
    aws_dlm_lifecycle_policy: {
      arn: "arn:{partition}:dlm:{region}:{account}:policy/*",
      create: ["dlm:CreateLifecyclePolicy", "dlm:TagResource", passRole("execution_role_arn")],
      update: ["dlm:UpdateLifecyclePolicy", "dlm:TagResource", "dlm:UntagResource"],
      delete: ["dlm:DeleteLifecyclePolicy"],
    },
  },
};

export const FIREWALL: ServiceActions = {
  source: reference("list_awswafv2"),
  types: {
    aws_wafv2_web_acl_association: {
      arn: "arn:{partition}:wafv2:{region}:{account}:*",
      create: ["wafv2:AssociateWebACL"],
      update: [],
      delete: ["wafv2:DisassociateWebACL"],
    },
  },
};

export const CHATBOT: ServiceActions = {
  source: reference("list_awschatbot"),
  types: {
    aws_chatbot_slack_channel_configuration: {
      arn: "*",
      create: ["chatbot:CreateSlackChannelConfiguration", passRole("iam_role_arn")],
      update: ["chatbot:UpdateSlackChannelConfiguration", "chatbot:TagResource", "chatbot:UntagResource"],
      delete: ["chatbot:DeleteSlackChannelConfiguration"],
    },
  },
};
