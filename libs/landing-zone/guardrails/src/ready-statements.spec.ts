import { ACCOUNT, answerOf } from "./fixtures/judged";
import { sampleOrganization } from "./fixtures/sample-organization";
import type { ReadyGuardrail } from "./ready-guardrail";

const arn = (name: string): string => `arn:aws:iam::${ACCOUNT}:${name}`;
const landingZone = { tags: { environment: "landing-zone" } };
const dev = { tags: { environment: "dev" } };
const simple = (
  use: Exclude<ReadyGuardrail["use"], "deny-iam-users" | "resource-perimeter">,
): ReadyGuardrail => ({
  type: "ready",
  use,
});

type More = Parameters<typeof answerOf>[4];

test.each<[ReadyGuardrail, string, string, More, string]>([
  [
    simple("deny-leaving-organization"),
    "web",
    "organizations:LeaveOrganization",
    {},
    "denied LeavingOrganization",
  ],
  [simple("deny-leaving-organization"), "web", "organizations:DescribeOrganization", {}, "allowed"],

  [simple("deny-root-user"), "root", "s3:ListAllMyBuckets", {}, "denied RootUser"],
  [
    simple("deny-root-user"),
    "root",
    "s3:DeleteBucketPolicy",
    { context: { "aws:AssumedRoot": "true" } },
    "allowed",
  ],
  [simple("deny-root-user"), "web", "s3:ListAllMyBuckets", {}, "allowed"],

  [simple("deny-stopping-cloudtrail"), "web", "cloudtrail:StopLogging", {}, "denied StoppingCloudTrail"],
  [simple("deny-stopping-cloudtrail"), "web", "cloudtrail:LookupEvents", {}, "allowed"],
  [simple("deny-stopping-cloudtrail"), "InfraBuildRole", "cloudtrail:StopLogging", landingZone, "allowed"],
  [
    simple("deny-stopping-cloudtrail"),
    "InfraBuildRole",
    "cloudtrail:StopLogging",
    dev,
    "denied StoppingCloudTrailByTeams",
  ],
  // A tag alone lets nobody through: a team could give it to a role of its own.
  [
    simple("deny-stopping-cloudtrail"),
    "web",
    "cloudtrail:StopLogging",
    landingZone,
    "denied StoppingCloudTrail",
  ],
  [simple("deny-stopping-config"), "web", "config:StopConfigurationRecorder", {}, "denied StoppingConfig"],
  [
    simple("deny-stopping-config"),
    "aws-controltower-Admin",
    "config:PutConfigurationRecorder",
    {},
    "allowed",
  ],
  [simple("deny-stopping-guardduty"), "web", "guardduty:DeleteDetector", {}, "denied StoppingGuardDuty"],
  [simple("deny-stopping-guardduty"), "web", "guardduty:GetDetector", {}, "allowed"],
  [
    simple("deny-stopping-security-hub"),
    "web",
    "securityhub:DisableSecurityHub",
    {},
    "denied StoppingSecurityHub",
  ],
  [simple("deny-stopping-security-hub"), "web", "securityhub:GetFindings", {}, "allowed"],

  [
    simple("protect-platform-roles"),
    "web",
    "iam:PutRolePolicy",
    { resource: arn("role/InfraBuildRole") },
    "denied PlatformRoles",
  ],
  [
    simple("protect-platform-roles"),
    "InfraBuildRole",
    "iam:CreatePolicyVersion",
    { resource: arn("policy/InfraBoundary") },
    "denied PlatformRoles",
  ],
  [simple("protect-platform-roles"), "web", "iam:PutRolePolicy", { resource: arn("role/web") }, "allowed"],
  [
    simple("protect-platform-roles"),
    "AWSAFTExecution",
    "iam:UpdateAssumeRolePolicy",
    { resource: arn("role/InfraPlanRole") },
    "allowed",
  ],
  [
    simple("protect-platform-roles"),
    "OrganizationAccountAccessRole",
    "iam:PutRolePolicy",
    { resource: arn("role/InfraBuildRole") },
    "allowed",
  ],

  [
    { type: "ready", use: "protect-platform-roles", exceptRoles: ["aws-reserved/*/AWSReservedSSO_Admin_*"] },
    "aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_1a2b",
    "iam:PutRolePolicy",
    { resource: arn("role/InfraBuildRole") },
    "allowed",
  ],
  // Who is exempt elsewhere must not be somebody that a team has made or changed.
  [
    simple("protect-platform-roles"),
    "web",
    "iam:UpdateAssumeRolePolicy",
    { resource: arn("role/AWSAFTExecution") },
    "denied PlatformRoles",
  ],
  [
    simple("protect-platform-roles"),
    "InfraBuildRole",
    "iam:CreateRole",
    { resource: arn("role/aws-controltower-mine") },
    "denied PlatformRoles",
  ],
  [
    { type: "ready", use: "deny-iam-users" },
    "web",
    "iam:CreateAccessKey",
    { resource: arn("user/anne") },
    "denied IamUsers",
  ],
  [
    { type: "ready", use: "deny-iam-users" },
    "web",
    "iam:CreateRole",
    { resource: arn("role/web") },
    "allowed",
  ],
  [
    { type: "ready", use: "deny-iam-users", exceptUsers: ["smtp-*"] },
    "web",
    "iam:CreateAccessKey",
    { resource: arn("user/smtp-web") },
    "allowed",
  ],
  [
    { type: "ready", use: "deny-iam-users", exceptUsers: ["smtp-*"] },
    "web",
    "iam:CreateAccessKey",
    { resource: arn("user/anne") },
    "denied IamUsers",
  ],

  [
    simple("deny-unencrypted-storage"),
    "web",
    "ec2:CreateVolume",
    { resource: `arn:aws:ec2:us-east-1:${ACCOUNT}:volume/*`, context: { "ec2:Encrypted": "false" } },
    "denied UnencryptedVolumes",
  ],
  [
    simple("deny-unencrypted-storage"),
    "web",
    "ec2:CreateVolume",
    { resource: `arn:aws:ec2:us-east-1:${ACCOUNT}:volume/*`, context: { "ec2:Encrypted": "true" } },
    "allowed",
  ],
  [
    simple("deny-unencrypted-storage"),
    "web",
    "rds:CreateDBInstance",
    { context: { "rds:StorageEncrypted": "false", "rds:DatabaseEngine": "postgres" } },
    "denied UnencryptedDatabases",
  ],
  [
    simple("deny-unencrypted-storage"),
    "web",
    "rds:CreateDBInstance",
    { context: { "rds:StorageEncrypted": "false", "rds:DatabaseEngine": "aurora-postgresql" } },
    "allowed",
  ],
  [
    simple("deny-unencrypted-storage"),
    "web",
    "elasticfilesystem:CreateFileSystem",
    { context: { "elasticfilesystem:Encrypted": "false" } },
    "denied UnencryptedFileSystems",
  ],
])("%j: %s may call %s with %j: %s", (guardrail, role, action, more, expected) => {
  const organization = sampleOrganization({
    Workloads: { policies: { own: { ...guardrail, reason: "r" } } },
  });
  expect(answerOf(organization, "Workloads/Dev", role, action, more)).toBe(expected);
});

describe("of a perimeter", () => {
  const organization = sampleOrganization({
    Workloads: {
      policies: {
        perimeter: {
          type: "ready",
          use: "resource-perimeter",
          services: ["s3", "sts", "kms"],
          exceptAccounts: ["111111111111"],
          reason: "r",
        },
        tls: { type: "ready", use: "require-tls", reason: "r" },
      },
    },
  });
  const outside = (account: string) => ({
    caller: { roleArn: `arn:aws:iam::${account}:role/any` },
    context: { "aws:PrincipalOrgID": "o-other12345" },
  });
  const service = (context: Record<string, string>) => ({
    caller: { service: "cloudtrail.amazonaws.com" },
    context: { "aws:PrincipalIsAWSService": "true", "aws:PrincipalOrgID": "", ...context },
  });

  test.each<[string, string, More, string]>([
    ["a role of the organization", "s3:GetObject", {}, "allowed"],
    ["a role of a stranger", "s3:GetObject", outside("222222222222"), "denied OutsideOrganization"],
    ["a role of a stranger", "sts:AssumeRole", outside("222222222222"), "denied OutsideOrganization"],
    ["a role of a partner", "s3:GetObject", outside("111111111111"), "allowed"],
    // Who comes with a token of an identity provider is a principal of no organization.
    ["a token", "sts:AssumeRoleWithWebIdentity", outside("222222222222"), "allowed"],
    [
      "a service for the organization",
      "s3:PutObject",
      service({ "aws:SourceAccount": ACCOUNT, "aws:SourceOrgID": "o-a1b2c3d4e5" }),
      "allowed",
    ],
    [
      "a service for a stranger",
      "s3:PutObject",
      service({ "aws:SourceAccount": "222222222222", "aws:SourceOrgID": "o-other12345" }),
      "denied ServicesForOthers",
    ],
    [
      "a service for a partner",
      "s3:PutObject",
      service({ "aws:SourceAccount": "111111111111", "aws:SourceOrgID": "o-other12345" }),
      "allowed",
    ],
    ["a service that does not say for whom", "kms:Decrypt", service({}), "allowed"],
    ["a service that is not held", "sqs:SendMessage", outside("222222222222"), "allowed"],
    [
      "a role without TLS",
      "s3:GetObject",
      { context: { "aws:SecureTransport": "false" } },
      "denied WithoutTls",
    ],
  ])("%s that calls %s is answered", (_who, action, more, expected) => {
    expect(answerOf(organization, "Workloads/Dev", "web", action, more)).toBe(expected);
  });
});
