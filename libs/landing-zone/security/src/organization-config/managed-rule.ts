import type { Region } from "@tagform/deployment";

import type { SecurityOrganization } from "../security-organization";

/** A managed rule of AWS Config that an organization may be held to. */
export interface ManagedRule {
  /** What it finds: lower case, no full stop. */
  readonly finds: string;
  /** IAM and trails are the same in every Region, and global types are recorded in the home Region only. */
  readonly evaluatedIn: "home-region" | "every-region";
  /**
   * Its parameters, by name.
   *
   * @default - it has none
   */
  readonly parameters?: Readonly<Record<string, "required" | "optional">>;
  /**
   * Where AWS does not offer it.
   *
   * @default - in no Region
   */
  readonly notIn?: readonly Region[];
}

/** Rules about IAM are not offered in Regions that opened late, nor everywhere in GovCloud and China. */
const LATE_REGIONS: readonly Region[] = [
  ...(["ap-east-2", "ap-southeast-5", "ap-southeast-6", "ap-southeast-7", "ca-west-1"] as const),
  ...(["il-central-1", "me-central-1", "mx-central-1"] as const),
];
const OPENED_LATE: readonly Region[] = [
  ...LATE_REGIONS,
  ...(["ap-south-2", "ap-southeast-4", "eu-central-2", "eu-south-2"] as const),
];
const OTHER_PARTITIONS: readonly Region[] = [
  "cn-north-1",
  "cn-northwest-1",
  "us-gov-east-1",
  "us-gov-west-1",
];

const rule = (
  finds: string,
  evaluatedIn: ManagedRule["evaluatedIn"],
  more: Pick<ManagedRule, "parameters" | "notIn"> = {},
): ManagedRule => ({ finds, evaluatedIn, ...more });

const optional = (...names: string[]): NonNullable<ManagedRule["parameters"]> =>
  Object.fromEntries(names.map((name) => [name, "optional" as const]));

// Identifiers, parameters and Regions: https://docs.aws.amazon.com/config/latest/developerguide/managed-rules-by-aws-config.html
// The applied specs compare them with the list that moto has of that page.
const RULES = {
  ACCESS_KEYS_ROTATED: rule("access keys that are too old", "home-region", {
    parameters: { maxAccessKeyAge: "required" },
    notIn: OPENED_LATE,
  }),
  AUTOSCALING_MULTIPLE_AZ: rule("Auto Scaling groups in one zone", "every-region", {
    parameters: optional("minAvailabilityZones"),
    notIn: ["ca-west-1", "us-gov-east-1", "us-gov-west-1"],
  }),
  CLOUD_TRAIL_LOG_FILE_VALIDATION_ENABLED: rule("trails whose files prove nothing", "home-region"),
  CMK_BACKING_KEY_ROTATION_ENABLED: rule("keys that do not rotate", "every-region"),
  CW_LOGGROUP_RETENTION_PERIOD_CHECK: rule("log groups that keep too little", "every-region", {
    parameters: optional("LogGroupNames", "MinRetentionTime"),
  }),
  DB_INSTANCE_BACKUP_ENABLED: rule("databases without backups", "every-region", {
    parameters: optional(
      ...["backupRetentionMinimum", "backupRetentionPeriod", "checkReadReplicas", "preferredBackupWindow"],
    ),
  }),
  EC2_EBS_ENCRYPTION_BY_DEFAULT: rule("Regions that encrypt no new volume by default", "every-region"),
  EC2_IMDSV2_CHECK: rule("instances that answer IMDSv1", "every-region"),
  EC2_VOLUME_INUSE_CHECK: rule("volumes that nothing uses", "every-region", {
    parameters: optional("deleteOnTermination"),
  }),
  EIP_ATTACHED: rule("addresses that are paid for and unused", "every-region"),
  ELB_DELETION_PROTECTION_ENABLED: rule("load balancers that anybody may delete", "every-region"),
  ENCRYPTED_VOLUMES: rule("attached volumes that are not encrypted", "every-region", {
    parameters: optional("kmsId"),
  }),
  GUARDDUTY_ENABLED_CENTRALIZED: rule("accounts without GuardDuty", "every-region", {
    parameters: optional("CentralMonitoringAccount"),
    notIn: ["ap-east-2", "ap-southeast-6", "ap-southeast-7", "mx-central-1"],
  }),
  IAM_PASSWORD_POLICY: rule("weak password policies", "home-region", {
    parameters: optional(
      ...["MaxPasswordAge", "MinimumPasswordLength", "PasswordReusePrevention", "RequireLowercaseCharacters"],
      ...["RequireNumbers", "RequireSymbols", "RequireUppercaseCharacters"],
    ),
  }),
  IAM_ROOT_ACCESS_KEY_CHECK: rule("access keys of root users", "home-region", {
    notIn: [...LATE_REGIONS, "eu-central-2", "eu-south-2"],
  }),
  IAM_USER_MFA_ENABLED: rule("users without a second factor", "home-region", { notIn: OPENED_LATE }),
  IAM_USER_UNUSED_CREDENTIALS_CHECK: rule("credentials that nobody uses", "home-region", {
    parameters: { maxCredentialUsageAge: "required" },
    notIn: OPENED_LATE,
  }),
  INCOMING_SSH_DISABLED: rule("security groups that let all the world in by SSH", "every-region"),
  MFA_ENABLED_FOR_IAM_CONSOLE_ACCESS: rule(
    "passwords for the console without a second factor",
    "home-region",
    {
      notIn: OPENED_LATE,
    },
  ),
  MULTI_REGION_CLOUD_TRAIL_ENABLED: rule("accounts that no trail records in all Regions", "home-region", {
    parameters: optional(
      ...[
        "cloudWatchLogsLogGroupArn",
        "includeManagementEvents",
        "readWriteType",
        "s3BucketName",
        "snsTopicArn",
      ],
    ),
  }),
  RDS_CLUSTER_MULTI_AZ_ENABLED: rule("database clusters in one zone", "every-region", {
    notIn: ["cn-north-1"],
  }),
  RDS_INSTANCE_DELETION_PROTECTION_ENABLED: rule("databases that anybody may delete", "every-region", {
    parameters: optional("databaseEngines"),
  }),
  RDS_MULTI_AZ_SUPPORT: rule("database instances in one zone", "every-region"),
  RDS_STORAGE_ENCRYPTED: rule("databases that are not encrypted", "every-region", {
    parameters: optional("kmsKeyId"),
  }),
  ROOT_ACCOUNT_MFA_ENABLED: rule("root users without a second factor", "home-region", {
    notIn: [...LATE_REGIONS, ...OTHER_PARTITIONS],
  }),
  S3_ACCOUNT_LEVEL_PUBLIC_ACCESS_BLOCKS_PERIODIC: rule("accounts that allow public buckets", "home-region", {
    parameters: optional("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"),
  }),
  S3_BUCKET_PUBLIC_READ_PROHIBITED: rule("buckets that all the world reads", "every-region"),
  S3_BUCKET_PUBLIC_WRITE_PROHIBITED: rule("buckets that all the world writes", "every-region"),
  S3_BUCKET_SSL_REQUESTS_ONLY: rule("buckets that answer without TLS", "every-region"),
  SECURITYHUB_ENABLED: rule("accounts without Security Hub", "every-region"),
  VPC_DEFAULT_SECURITY_GROUP_CLOSED: rule(
    "default security groups that let anything through",
    "every-region",
  ),
  VPC_FLOW_LOGS_ENABLED: rule("VPCs without flow logs", "every-region", {
    parameters: optional("trafficType"),
  }),
} as const satisfies Record<string, ManagedRule>;

/** Identifier of a managed rule, as AWS Config's API has it. */
export type ManagedRuleIdentifier = keyof typeof RULES;

export const MANAGED_RULES: Readonly<Record<ManagedRuleIdentifier, ManagedRule>> = RULES;

export function isManagedRule(text: string): text is ManagedRuleIdentifier {
  return Object.hasOwn(RULES, text);
}

/** Where a rule is deployed. */
export function regionsOf(
  { evaluatedIn }: ManagedRule,
  { homeRegion, governedRegions }: Pick<SecurityOrganization, "homeRegion" | "governedRegions">,
): readonly Region[] {
  return evaluatedIn === "home-region" ? [homeRegion] : governedRegions;
}

/** Names that people use for rules that are called otherwise, or never were. */
export const MISTAKEN_RULES: Readonly<Record<string, string>> = {
  RDS_MULTI_AZ_ENABLED: "RDS_MULTI_AZ_SUPPORT for instances and RDS_CLUSTER_MULTI_AZ_ENABLED for clusters",
  CLOUDTRAIL_ENABLED: "MULTI_REGION_CLOUD_TRAIL_ENABLED",
  RESTRICTED_SSH: "INCOMING_SSH_DISABLED",
  ROOT_ACCOUNT_MFA: "ROOT_ACCOUNT_MFA_ENABLED",
};
