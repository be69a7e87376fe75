import { passRole, reference, type ServiceActions } from "./type-actions";

const role = (name: string): string => `arn:{partition}:iam::{account}:role/${name}`;

export const IAM: ServiceActions = {
  source: reference("list_awsidentityandaccessmanagementiam"),
  requestedRegion: "us-east-1",
  types: {
    aws_iam_account_alias: {
      arn: "*",
      create: ["iam:CreateAccountAlias"],
      update: [],
      delete: ["iam:DeleteAccountAlias"],
    },
    aws_iam_account_password_policy: {
      arn: "*",
      create: ["iam:UpdateAccountPasswordPolicy"],
      update: ["iam:UpdateAccountPasswordPolicy"],
      delete: ["iam:DeleteAccountPasswordPolicy"],
    },
    aws_iam_instance_profile: {
      arn: "arn:{partition}:iam::{account}:instance-profile/{name}",
      create: ["iam:CreateInstanceProfile", "iam:TagInstanceProfile"],
      createWithSome: ["iam:AddRoleToInstanceProfile", passRole("role", "{role}")],
      update: [
        ...["iam:AddRoleToInstanceProfile", "iam:RemoveRoleFromInstanceProfile"],
        ...["iam:TagInstanceProfile", "iam:UntagInstanceProfile"],
      ],
      delete: ["iam:RemoveRoleFromInstanceProfile", "iam:DeleteInstanceProfile"],
    },
    aws_iam_policy: {
      arn: "arn:{partition}:iam::{account}:policy/{name}",
      create: ["iam:CreatePolicy", "iam:TagPolicy"],
      update: ["iam:CreatePolicyVersion", "iam:DeletePolicyVersion", "iam:TagPolicy", "iam:UntagPolicy"],
      delete: ["iam:DeletePolicy"],
    },
    aws_iam_role: {
      arn: role("{name}"),
      create: ["iam:CreateRole", "iam:TagRole"],
      update: [
        ...["iam:UpdateAssumeRolePolicy", "iam:UpdateRole", "iam:PutRolePermissionsBoundary"],
        ...["iam:DeleteRolePermissionsBoundary", "iam:TagRole", "iam:UntagRole"],
      ],
      delete: ["iam:DeleteRole"],
    },
    aws_iam_role_policy: {
      arn: role("{role}"),
      create: ["iam:PutRolePolicy"],
      update: ["iam:PutRolePolicy"],
      delete: ["iam:DeleteRolePolicy"],
    },
    aws_iam_role_policy_attachment: {
      arn: role("{role}"),
      create: ["iam:AttachRolePolicy"],
      update: [],
      delete: ["iam:DetachRolePolicy"],
    },
    aws_iam_service_linked_role: {
      arn: role("aws-service-role/{aws_service_name}/*"),
      create: ["iam:CreateServiceLinkedRole"],
      createWithSome: ["iam:TagRole"],
      update: ["iam:UpdateRole", "iam:TagRole", "iam:UntagRole"],
      delete: ["iam:DeleteServiceLinkedRole"],
    },
    aws_iam_user: {
      arn: "arn:{partition}:iam::{account}:user/{name}",
      create: ["iam:CreateUser", "iam:TagUser"],
      update: ["iam:UpdateUser", "iam:TagUser", "iam:UntagUser"],
      delete: ["iam:DeleteUser"],
    },
  },
};

export const KMS: ServiceActions = {
  source: reference("list_awskeymanagementservice"),
  types: {
    aws_kms_alias: {
      arn: "arn:{partition}:kms:{region}:{account}:{name}",
      create: ["kms:CreateAlias"],
      update: ["kms:UpdateAlias"],
      delete: ["kms:DeleteAlias"],
    },
    aws_kms_key: {
      arn: "arn:{partition}:kms:{region}:{account}:key/*",
      create: [["kms:CreateKey", "*"], "kms:TagResource"],
      createWithSome: ["kms:EnableKeyRotation", "kms:PutKeyPolicy"],
      update: [
        ...["kms:PutKeyPolicy", "kms:EnableKeyRotation", "kms:UpdateKeyDescription", "kms:EnableKey"],
        ...["kms:DisableKey", "kms:TagResource", "kms:UntagResource"],
      ],
      delete: ["kms:ScheduleKeyDeletion"],
    },
  },
};
