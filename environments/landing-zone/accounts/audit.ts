import type { Account } from "@tagform/workload-catalog";

import { thresholds } from "../budgets";
import { finance, platformOnCall, securityOnCall } from "../contacts";
import { organization } from "../organization";

// Administers the security services for the organization. Control Tower made it when the landing zone was set up.
export const audit = {
  accountId: "101010101010",
  scopes: {
    global: {
      workloads: {
        baseline: {
          kind: "account-baseline",
          organization,
          contacts: {
            billing: finance,
            operations: platformOnCall,
            security: securityOnCall,
          },
          budgets: {
            limits: {
              account: {
                amount: 400,
                currency: "USD",
                thresholds,
                emails: ["platform@example.com", "cloud-costs@example.com"],
              },
            },
          },
          recorder: "control-tower",
        },
        services: {
          kind: "security-services",
          organization,
          findingFrequency: "FIFTEEN_MINUTES",
        },
      },
    },
    // Deployed after the management account has made this one the administrator of the security services.
    "us-east-1": {
      workloads: {
        security: {
          kind: "organization-security",
          organization,
          guardDuty: {
            plans: {
              S3_DATA_EVENTS: "ALL",
              EKS_AUDIT_LOGS: "NONE",
              EBS_MALWARE_PROTECTION: "ALL",
              RDS_LOGIN_EVENTS: "NONE",
              LAMBDA_NETWORK_LOGS: "NONE",
              RUNTIME_MONITORING: "NONE",
            },
          },
          securityHub: {
            standards: ["aws-foundational", "cis-3.0"],
            disabledControls: {
              "CloudTrail.5": { reason: "Control Tower's trail has its log group in the management account" },
              "IAM.6": {
                reason: "Root users have no hardware device, but no access key and a second factor",
              },
            },
          },
          accessAnalyzer: { unusedAfterDays: 90 },
        },
        config: {
          kind: "organization-config",
          organization,
          rules: {
            ACCESS_KEYS_ROTATED: { maxAccessKeyAge: "90" },
            AUTOSCALING_MULTIPLE_AZ: {},
            CW_LOGGROUP_RETENTION_PERIOD_CHECK: { MinRetentionTime: "7" },
            DB_INSTANCE_BACKUP_ENABLED: {},
            EC2_EBS_ENCRYPTION_BY_DEFAULT: {},
            EC2_IMDSV2_CHECK: {},
            ENCRYPTED_VOLUMES: {},
            GUARDDUTY_ENABLED_CENTRALIZED: { CentralMonitoringAccount: "101010101010" },
            IAM_PASSWORD_POLICY: {},
            IAM_ROOT_ACCESS_KEY_CHECK: {},
            IAM_USER_MFA_ENABLED: {},
            IAM_USER_UNUSED_CREDENTIALS_CHECK: { maxCredentialUsageAge: "90" },
            INCOMING_SSH_DISABLED: {},
            MULTI_REGION_CLOUD_TRAIL_ENABLED: {},
            RDS_CLUSTER_MULTI_AZ_ENABLED: {},
            RDS_MULTI_AZ_SUPPORT: {},
            RDS_STORAGE_ENCRYPTED: {},
            ROOT_ACCOUNT_MFA_ENABLED: {},
            S3_ACCOUNT_LEVEL_PUBLIC_ACCESS_BLOCKS_PERIODIC: {},
            S3_BUCKET_PUBLIC_READ_PROHIBITED: {},
            S3_BUCKET_PUBLIC_WRITE_PROHIBITED: {},
            S3_BUCKET_SSL_REQUESTS_ONLY: {},
            SECURITYHUB_ENABLED: {},
            VPC_FLOW_LOGS_ENABLED: {},
          },
        },
      },
    },
  },
} as const satisfies Account;
