import { type OneOrMore, type PolicyStatement } from "@tagform/policy-evaluator";

import { BUILD_ROLE, FACTORY_ROLES, PROTECTED, RESCUE_ROLE, roleArns } from "./platform-roles";
import type { PolicyType } from "./policy-limits";
import type { ReadyGuardrail } from "./ready-guardrail";
import { perimeterStatements, tlsStatement } from "./resource-statements";

export type StatementType = Exclude<PolicyType, "declarative">;

/** The statements of a guardrail that is written already, and the type of policy that they belong to. */
export function readyStatements(
  guardrail: ReadyGuardrail,
  organizationId: string,
): { readonly type: StatementType; readonly statements: readonly PolicyStatement[] } {
  if (guardrail.use === "resource-perimeter") {
    return { type: "resource-control", statements: perimeterStatements(guardrail, organizationId) };
  }
  if (guardrail.use === "require-tls") return { type: "resource-control", statements: [tlsStatement()] };
  if (guardrail.use === "deny-iam-users") {
    return { type: "service-control", statements: [denyIamUsers(guardrail.exceptUsers ?? [])] };
  }
  if (guardrail.use === "protect-platform-roles") {
    return { type: "service-control", statements: [protectPlatformRoles(guardrail.exceptRoles ?? [])] };
  }
  return { type: "service-control", statements: SERVICE_CONTROL[guardrail.use] };
}

const deny = (
  Sid: string,
  Action: OneOrMore<string>,
  more: Partial<PolicyStatement> = {},
): PolicyStatement => ({
  Sid,
  Effect: "Deny",
  Action,
  Resource: "*",
  ...more,
});

/**
 * Denies actions to all but the account factory and the landing zone's own deliveries. These work as `InfraBuildRole` like
 * every team's; the tag of their session tells them apart, and only with that role: others could be given the tag.
 */
const denyToTeams = (Sid: string, Action: readonly string[]): readonly PolicyStatement[] => [
  deny(Sid, Action, { Condition: { ArnNotLike: { "aws:PrincipalArn": [...FACTORY_ROLES, BUILD_ROLE] } } }),
  deny(`${Sid}ByTeams`, Action, {
    Condition: {
      ArnLike: { "aws:PrincipalArn": BUILD_ROLE },
      StringNotEquals: { "aws:PrincipalTag/environment": "landing-zone" },
    },
  }),
];

/** https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples.html */
const SERVICE_CONTROL: Readonly<
  Record<
    Exclude<
      ReadyGuardrail["use"],
      "deny-iam-users" | "protect-platform-roles" | "require-tls" | "resource-perimeter"
    >,
    readonly PolicyStatement[]
  >
> = {
  "deny-leaving-organization": [deny("LeavingOrganization", "organizations:LeaveOrganization")],
  // Sessions of the root user that the management account opens have aws:AssumedRoot; who signs in as root has not.
  "deny-root-user": [
    deny("RootUser", "*", {
      Condition: {
        ArnLike: { "aws:PrincipalArn": "arn:*:iam::*:root" },
        Null: { "aws:AssumedRoot": "true" },
      },
    }),
  ],
  "deny-stopping-cloudtrail": denyToTeams("StoppingCloudTrail", [
    ...["cloudtrail:DeleteTrail", "cloudtrail:PutEventSelectors", "cloudtrail:StopLogging"],
    "cloudtrail:UpdateTrail",
  ]),
  "deny-stopping-config": denyToTeams("StoppingConfig", [
    ...["config:DeleteConfigurationRecorder", "config:DeleteDeliveryChannel"],
    ...["config:DeleteRetentionConfiguration", "config:PutConfigurationRecorder"],
    ...["config:PutDeliveryChannel", "config:StopConfigurationRecorder"],
  ]),
  "deny-stopping-guardduty": denyToTeams("StoppingGuardDuty", [
    ...["guardduty:DeleteDetector", "guardduty:DeleteMembers", "guardduty:DeletePublishingDestination"],
    ...["guardduty:DisassociateFromAdministratorAccount", "guardduty:DisassociateFromMasterAccount"],
    ...["guardduty:DisassociateMembers", "guardduty:StopMonitoringMembers", "guardduty:UpdateDetector"],
  ]),
  "deny-stopping-security-hub": denyToTeams("StoppingSecurityHub", [
    ...["securityhub:BatchDisableStandards", "securityhub:DeleteMembers", "securityhub:DisableSecurityHub"],
    ...["securityhub:DisassociateFromAdministratorAccount", "securityhub:DisassociateFromMasterAccount"],
    "securityhub:DisassociateMembers",
  ]),
  "deny-unencrypted-storage": [
    deny("UnencryptedVolumes", ["ec2:CreateVolume", "ec2:RunInstances"], {
      Resource: "arn:*:ec2:*:*:volume/*",
      Condition: { Bool: { "ec2:Encrypted": "false" } },
    }),
    // An instance of Aurora has no storage of its own: its cluster is encrypted, or is not.
    deny("UnencryptedDatabases", "rds:CreateDBInstance", {
      Condition: {
        Bool: { "rds:StorageEncrypted": "false" },
        StringNotLike: { "rds:DatabaseEngine": "aurora*" },
      },
    }),
    deny("UnencryptedClusters", "rds:CreateDBCluster", {
      Condition: { Bool: { "rds:StorageEncrypted": "false" } },
    }),
    deny("UnencryptedFileSystems", "elasticfilesystem:CreateFileSystem", {
      Condition: { Bool: { "elasticfilesystem:Encrypted": "false" } },
    }),
  ],
};

/** Control Tower, AFT and whoever rescues an account may change them, and the administrators that data names. */
const protectPlatformRoles = (exceptRoles: readonly string[]): PolicyStatement =>
  deny(
    "PlatformRoles",
    [
      ...["iam:AttachRolePolicy", "iam:CreatePolicy", "iam:CreatePolicyVersion", "iam:CreateRole"],
      ...[
        "iam:DeletePolicy",
        "iam:DeletePolicyVersion",
        "iam:DeleteRole",
        "iam:DeleteRolePermissionsBoundary",
      ],
      ...["iam:DeleteRolePolicy", "iam:DetachRolePolicy", "iam:PutRolePermissionsBoundary"],
      ...["iam:PutRolePolicy", "iam:SetDefaultPolicyVersion", "iam:TagPolicy", "iam:TagRole"],
      ...["iam:UntagPolicy", "iam:UntagRole", "iam:UpdateAssumeRolePolicy", "iam:UpdateRole"],
      "iam:UpdateRoleDescription",
    ],
    {
      Resource: PROTECTED,
      Condition: {
        ArnNotLike: { "aws:PrincipalArn": [...FACTORY_ROLES, RESCUE_ROLE, ...exceptRoles.map(roleArns)] },
      },
    },
  );

/** People come through IAM Identity Center and programs as roles: nobody needs a key that does not expire. */
function denyIamUsers(exceptUsers: readonly string[]): PolicyStatement {
  const actions = [
    ...["iam:AttachUserPolicy", "iam:CreateAccessKey", "iam:CreateLoginProfile", "iam:CreateUser"],
    ...["iam:PutUserPolicy", "iam:UpdateLoginProfile"],
  ];
  if (exceptUsers.length === 0) return deny("IamUsers", actions);
  const users = exceptUsers.map((name) => `arn:*:iam::*:user/${name}`);
  return { Sid: "IamUsers", Effect: "Deny", Action: actions, NotResource: users };
}
