import { passRole, reference, type ServiceActions } from "./type-actions";

export const CLOUDWATCH: ServiceActions = {
  source: reference("list_amazoncloudwatch"),
  types: {
    aws_cloudwatch_dashboard: {
      arn: "arn:{partition}:cloudwatch::{account}:dashboard/{dashboard_name}",
      create: ["cloudwatch:PutDashboard"],
      update: ["cloudwatch:PutDashboard"],
      delete: ["cloudwatch:DeleteDashboards"],
    },
    aws_cloudwatch_metric_alarm: {
      arn: "arn:{partition}:cloudwatch:{region}:{account}:alarm:{alarm_name}",
      create: ["cloudwatch:PutMetricAlarm", "cloudwatch:TagResource"],
      update: ["cloudwatch:PutMetricAlarm", "cloudwatch:TagResource", "cloudwatch:UntagResource"],
      delete: ["cloudwatch:DeleteAlarms"],
    },
  },
};

export const LOGS: ServiceActions = {
  source: reference("list_amazoncloudwatchlogs"),
  types: {
    aws_cloudwatch_log_group: {
      arn: "arn:{partition}:logs:{region}:{account}:log-group:{name}",
      create: ["logs:CreateLogGroup", "logs:TagResource"],
      createWithSome: ["logs:PutRetentionPolicy", "logs:AssociateKmsKey"],
      update: [
        ...["logs:PutRetentionPolicy", "logs:DeleteRetentionPolicy", "logs:AssociateKmsKey"],
        ...["logs:DisassociateKmsKey", "logs:TagResource", "logs:UntagResource"],
      ],
      delete: ["logs:DeleteLogGroup"],
    },
  },
};

export const CLOUDTRAIL: ServiceActions = {
  source: reference("list_awscloudtrail"),
  types: {
    aws_cloudtrail_organization_delegated_admin_account: {
      arn: "*",
      create: [
        "cloudtrail:RegisterOrganizationDelegatedAdmin",
        ["organizations:RegisterDelegatedAdministrator", "*"],
      ],
      update: [],
      delete: [
        "cloudtrail:DeregisterOrganizationDelegatedAdmin",
        ["organizations:DeregisterDelegatedAdministrator", "*"],
      ],
    },
    aws_cloudtrail: {
      arn: "arn:{partition}:cloudtrail:{region}:{account}:trail/{name}",
      create: ["cloudtrail:CreateTrail", "cloudtrail:AddTags", "cloudtrail:StartLogging"],
      createWithSome: [
        "cloudtrail:PutEventSelectors",
        "cloudtrail:PutInsightSelectors",
        passRole("cloud_watch_logs_role_arn"),
      ],
      update: [
        ...["cloudtrail:UpdateTrail", "cloudtrail:PutEventSelectors", "cloudtrail:PutInsightSelectors"],
        ...[
          "cloudtrail:StartLogging",
          "cloudtrail:StopLogging",
          "cloudtrail:AddTags",
          "cloudtrail:RemoveTags",
        ],
      ],
      delete: ["cloudtrail:DeleteTrail"],
    },
  },
};
