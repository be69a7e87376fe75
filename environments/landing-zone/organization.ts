import type { Organization } from "@tagform/landing-zone-organization";

export const organization = {
  id: "o-a1b2c3d4e5",
  rootId: "r-ab12",
  vending: "account-factory",
  homeRegion: "us-east-1",
  governedRegions: ["us-east-1", "eu-central-1", "ap-southeast-1"],
  accounts: {
    management: "888888888888",
    logArchive: "999999999999",
    audit: "101010101010",
    accountFactory: "121212121212",
  },
  units: {
    Root: {
      registered: false,
      guardrails: {
        policies: {
          "stay-in-organization": {
            type: "ready",
            use: "deny-leaving-organization",
            reason: "An account outside the organization has no guardrail",
          },
          "no-root-user": {
            type: "ready",
            use: "deny-root-user",
            reason: "People come through IAM Identity Center; nobody signs in as root",
          },
          "platform-roles": {
            type: "ready",
            use: "protect-platform-roles",
            exceptRoles: ["aws-reserved/sso.amazonaws.com/*AWSReservedSSO_AdministratorAccess_*"],
            reason: "Who changes the roles of deliveries could do what they can",
          },
          "keep-cloudtrail": {
            type: "ready",
            use: "deny-stopping-cloudtrail",
            reason: "What nobody records nobody can look into",
          },
          "keep-config": {
            type: "ready",
            use: "deny-stopping-config",
            reason: "Detective controls read what AWS Config records",
          },
          "keep-guardduty": {
            type: "ready",
            use: "deny-stopping-guardduty",
            reason: "Security watches all accounts from the audit account",
          },
          "keep-security-hub": {
            type: "ready",
            use: "deny-stopping-security-hub",
            reason: "Security watches all accounts from the audit account",
          },
          "tls-only": {
            type: "ready",
            use: "require-tls",
            reason: "Nothing needs AWS without encryption in transit",
          },
        },
      },
    },
    Security: { id: "ou-ab12-11111111", registered: true },
    Infrastructure: { id: "ou-ab12-22222222", registered: true },
    Workloads: {
      id: "ou-ab12-33333333",
      registered: true,
      guardrails: {
        controls: {
          "AWS-GR_ROOT_ACCOUNT_MFA_ENABLED": { reason: "The root user can undo everything else" },
          "AWS-GR_RESTRICTED_SSH": { reason: "Instances are reached through Systems Manager" },
          "AWS-GR_RDS_INSTANCE_PUBLIC_ACCESS_CHECK": {
            reason: "Databases are reached from their network alone",
          },
          "CT.EC2.PV.3": { reason: "A snapshot that everybody may restore is a leak" },
          "CT.KMS.PV.3": { reason: "A key that locks everybody out takes its data along" },
        },
        policies: {
          "no-iam-users": {
            type: "ready",
            use: "deny-iam-users",
            reason: "Programs work as roles; a key that does not expire is found by somebody else",
          },
          "encrypted-storage": {
            type: "ready",
            use: "deny-unencrypted-storage",
            reason: "Disks that are given back must be of no use",
          },
          "data-perimeter": {
            type: "ready",
            use: "resource-perimeter",
            services: ["s3", "sts", "kms", "secretsmanager", "sqs"],
            reason: "Data and sessions are for the organization, whatever a bucket's policy says",
          },
        },
        regionDeny: {
          allowed: ["us-east-1", "eu-central-1", "ap-southeast-1"],
          // It removes the default VPC of every Region, also of those that are closed.
          exemptRoles: ["baseline-default-vpcs"],
          reason: "Nobody looks at other Regions",
        },
      },
    },
    "Workloads/Dev": { id: "ou-ab12-44444444", registered: true },
    "Workloads/Qa": { id: "ou-ab12-55555555", registered: true },
    "Workloads/Staging": { id: "ou-ab12-66666666", registered: true },
    "Workloads/Prod": {
      id: "ou-ab12-77777777",
      registered: true,
      guardrails: {
        controls: {
          "AWS-GR_ENCRYPTED_VOLUMES": { reason: "Volumes from before encryption was the default are found" },
        },
      },
    },
    Suspended: {
      id: "ou-ab12-88888888",
      registered: false,
      guardrails: {
        policies: {
          "cut-off": {
            type: "declarative",
            declares: {
              vpcBlockPublicAccess: { mode: "block_bidirectional", exclusionsAllowed: false },
              exceptionMessage: "This account is being given up: ask the platform team",
            },
            reason: "Nobody watches an account that is being given up",
          },
        },
      },
    },
  },
  requiredTags: ["Project", "Environment", "CostCenter"],
  externalAccounts: {},
} as const satisfies Organization;
