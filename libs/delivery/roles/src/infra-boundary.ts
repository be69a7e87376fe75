import { INFRA_BOUNDARY, INFRA_BUILD_ROLE, INFRA_PLAN_ROLE, STEP_ROLE_PATH } from "@tagform/deployment";

import { type Account, iamArn } from "./account";
import type { Arn, Condition, Statement } from "./policy-document";

export interface InfraBoundaryProps {
  readonly account: Account;
  /** Names of roles besides Tagform's own that no deployment may touch, `*` and paths allowed. */
  readonly protectedRoles: readonly string[];
  /** Names of buckets of Terraform states in the account. */
  readonly stateBuckets: readonly string[];
  /** Names of trails that deployments into the account make; all others stay as they are. */
  readonly ownTrails: readonly string[];
  /** Whether roles that a deployment makes need the boundary too. */
  readonly bindsNewRoles: boolean;
  /** Whether deployments of `landing-zone` set up the account itself. */
  readonly hasLandingZone: boolean;
}

/**
 * What no deployment does in an account, whatever its role is allowed: free itself, hide, or change whose account it is.
 *
 * A role that it makes could do what it may not. So such a role gets the same boundary, or cannot be made.
 */
export function infraBoundary(props: InfraBoundaryProps): Statement[] {
  return [
    {
      sid: "OthersDecideWhatIsAllowed",
      actions: ["*"],
      resources: {
        everything: {
          reason: "a boundary allows nothing: what it leaves open, the role's own policy decides",
        },
      },
    },
    ...itselfStays(props),
    ...(props.bindsNewRoles ? [newRolesAreBound(props.account)] : []),
    ...peopleStay(props.account),
    trailsStay(props),
    ...accountStays(props),
    ...statesStay(props),
  ];
}

const READS = ["iam:Get*", "iam:List*"];

/** Roles decide by their trust policies who assumes them: apply's own, where it is bound as well, has to. */
const ASSUMING = ["sts:AssumeRole", "sts:TagSession"];

function itselfStays({ account, protectedRoles }: InfraBoundaryProps): Statement[] {
  const roles = [INFRA_BUILD_ROLE, INFRA_PLAN_ROLE, ...protectedRoles].map((name) =>
    iamArn(account, `role/${name}`),
  );
  const boundary = iamArn(account, `policy/${INFRA_BOUNDARY}`);
  return [
    {
      sid: "ItselfStays",
      effect: "Deny",
      actions: { allBut: [...READS, ...ASSUMING] },
      resources: [...roles, boundary],
    },
    {
      sid: "BoundariesStay",
      effect: "Deny",
      actions: ["iam:DeleteRolePermissionsBoundary"],
      resources: [iamArn(account, "role/*")],
    },
  ];
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html (delegating with boundaries) */
function newRolesAreBound(account: Account): Statement {
  return {
    sid: "NewRolesAreBound",
    effect: "Deny",
    actions: [
      ...["iam:CreateRole", "iam:PutRolePermissionsBoundary"],
      ...["iam:AttachRolePolicy", "iam:DetachRolePolicy", "iam:PutRolePolicy", "iam:DeleteRolePolicy"],
    ],
    resources: [iamArn(account, "role/*")],
    conditions: [
      {
        test: "StringNotEquals",
        variable: "iam:PermissionsBoundary",
        values: [iamArn(account, `policy/${INFRA_BOUNDARY}`)],
      },
    ],
  };
}

/** Users and groups have keys that do not expire, and no tag says who made them. */
const peopleStay = (account: Account): Statement[] => [
  {
    sid: "UsersAndGroupsStay",
    effect: "Deny",
    actions: { allBut: READS },
    resources: [iamArn(account, "user/*"), iamArn(account, "group/*")],
  },
];

function trailsStay({ account, ownTrails }: InfraBoundaryProps): Statement {
  const trails = ["CreateTrail", "DeleteTrail", "UpdateTrail", "StartLogging", "StopLogging"];
  const events = ["PutEventSelectors", "PutInsightSelectors", "DeleteEventDataStore", "UpdateEventDataStore"];
  return {
    sid: "TrailsStay",
    effect: "Deny",
    actions: [...trails, ...events, "StopEventDataStoreIngestion"].map((action) => `cloudtrail:${action}`),
    resources:
      ownTrails.length === 0
        ? { everything: { reason: "a trail of the organization has an ARN of another account" } }
        : { allBut: ownTrails.map((name): Arn => trailArn(account, name)) },
  };
}

const trailArn = ({ partition, accountId }: Account, name: string): Arn =>
  `arn:${partition}:cloudtrail:*:${accountId}:trail/${name}`;

const SETTINGS: NonNullable<Statement["resources"]> = {
  everything: { reason: "settings of an account have no ARN, its organization has another account's" },
};

const OF_THE_ACCOUNT = [
  ...["organizations:*", "account:*"],
  ...["iam:*AccountAlias", "iam:*AccountPasswordPolicy", "s3:PutAccountPublicAccessBlock"],
  // Those of images and of snapshots.
  ...["ec2:DisableEbsEncryptionByDefault", "ec2:Disable*BlockPublicAccess"],
  "ec2:ModifyInstanceMetadataDefaults",
];

/**
 * What an account is like is decided for it, not in it: by sessions of deployments of `landing-zone`, where there are any.
 *
 * The session's tag alone does not show one: whoever makes a role may give it the same tag, and such a role has this
 * boundary, too. So it has to be the role that deployments enter as well, which only they get into.
 */
function accountStays({ account, hasLandingZone }: InfraBoundaryProps): Statement[] {
  const settings = { effect: "Deny", resources: SETTINGS } as const;
  if (!hasLandingZone) return [{ ...settings, sid: "AccountStays", actions: OF_THE_ACCOUNT }];
  const baseline = {
    effect: "Deny",
    actions: { allBut: [...READS, ...ASSUMING] },
    resources: [iamArn(account, `role/${OF_THE_BASELINE}`)],
  } as const;
  const byOthersThan = (...roles: string[]): Condition[] => [
    {
      test: "ArnNotEquals",
      variable: "aws:PrincipalArn",
      values: roles.map((name) => iamArn(account, `role/${name}`)),
    },
  ];
  const byOthers = byOthersThan(INFRA_BUILD_ROLE);
  const forWorkloads: Statement["conditions"] = [
    { test: "StringNotEquals", variable: "aws:PrincipalTag/environment", values: ["landing-zone"] },
  ];
  return [
    { ...settings, sid: "AccountStaysHere", actions: LEAVING },
    requestStays(account),
    {
      ...{ ...settings, sid: "AccountStaysForRoles", actions: OF_THE_ACCOUNT },
      // By such a role AWS Config's aggregator lists the organization's accounts.
      conditions: byOthersThan(INFRA_BUILD_ROLE, OF_THE_BASELINE),
    },
    { ...settings, sid: "AccountStaysForWorkloads", actions: OF_THE_ACCOUNT, conditions: forWorkloads },
    { ...baseline, sid: "BaselineStaysForRoles", conditions: byOthers },
    { ...baseline, sid: "BaselineStaysForWorkloads", conditions: forWorkloads },
  ];
}

/** Roles of an account's baseline may do there what workloads may not: whoever could change or pass one on, could, too. */
const OF_THE_BASELINE = "baseline-*";

/** What the account was requested for, as the account factory keeps it there: the roles are made from it. */
const requestStays = ({ partition, accountId }: Account): Statement => ({
  sid: "RequestStays",
  effect: "Deny",
  actions: ["ssm:PutParameter", "ssm:DeleteParameter*"],
  resources: [`arn:${partition}:ssm:*:${accountId}:parameter/aft/*`],
});

/** Accounts are given up by the account factory, with protection against mistakes, and by no deployment. */
const LEAVING = [
  ...["organizations:LeaveOrganization", "organizations:CloseAccount", "organizations:DeleteOrganization"],
  ...["organizations:RemoveAccountFromOrganization", "account:CloseAccount", "account:DisableRegion"],
];

/** Locks beside the states come and go by the steps' own roles, which are bound by this as well. */
function statesStay({ account, stateBuckets }: InfraBoundaryProps): Statement[] {
  if (stateBuckets.length === 0) return [];
  const arns = stateBuckets.map((name): Arn => `arn:${account.partition}:s3:::${name}`);
  const deny = (sid: string, actions: string[], ends: readonly string[]): Statement => ({
    sid,
    effect: "Deny",
    actions,
    resources: arns.flatMap((arn) => ends.map((end): Arn => `${arn}${end}`)),
  });
  const steps = iamArn(account, `role${STEP_ROLE_PATH}*`);
  return [
    deny("StateBucketsStay", ["s3:DeleteBucket", "s3:DeleteBucketPolicy"], [""]),
    deny("StatesStay", ["s3:DeleteObject"], ["/*/terraform.tfstate", "/*/records/*"]),
    deny("VersionsStay", ["s3:DeleteObjectVersion"], ["/*"]),
    {
      ...deny("StatesAreForSteps", ["s3:GetObject*", "s3:PutObject*"], ["/*/terraform.tfstate*"]),
      conditions: [{ test: "ArnNotLike", variable: "aws:PrincipalArn", values: [steps] }],
    },
  ];
}
