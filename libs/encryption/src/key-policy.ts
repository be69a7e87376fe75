import type {
  DataAwsIamPolicyDocument,
  DataAwsIamPolicyDocumentStatement as Statement,
} from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { suppress } from "@tagform/workload-kind";

import { archiveUsers } from "./archive-users";
import { account, equal, isOneOf, like, service, THIS_KEY } from "./key-parts";
import type { KeyOwner, KeyPurpose, ObjectsUse } from "./key-purpose";
import { notificationUsers } from "./notification-users";
import { trailUsers } from "./trail-users";

/** Scanners take the policy of a key for one of a role. */
export function acceptThisKey(policy: DataAwsIamPolicyDocument): void {
  for (const finding of ["CKV_AWS_109", "CKV_AWS_111", "CKV_AWS_356"]) {
    suppress(policy, finding, {
      reason: "in the policy of a key, * is that key; who may use it has conditions",
    });
  }
}

/** What an administrator does; nobody can read, write or sign data with it. */
const ADMINISTRATION = [
  ...["CreateAlias", "UpdateAlias", "DeleteAlias", "UpdateKeyDescription", "TagResource", "UntagResource"],
  ...["DescribeKey", "GetKeyPolicy", "GetKeyRotationStatus", "ListKeyPolicies", "ListKeyRotations"],
  ...["ListResourceTags", "ListGrants", "RevokeGrant", "PutKeyPolicy"],
  ...["EnableKey", "DisableKey", "EnableKeyRotation", "DisableKeyRotation", "RotateKeyOnDemand"],
  ...["ScheduleKeyDeletion", "CancelKeyDeletion"],
].map((action) => `kms:${action}`);

const USE = [
  ...["kms:Encrypt", "kms:Decrypt", "kms:ReEncryptFrom", "kms:ReEncryptTo", "kms:DescribeKey"],
  ...["kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext"],
];

const GRANT_TO_AWS_RESOURCE = { test: "Bool", variable: "kms:GrantIsForAWSResource", values: ["true"] };

/**
 * Who may do what with a key: the account administers it, the service that it is for uses it.
 *
 * The account's root stands for everybody in the account to whom IAM allows it. Without that statement, IAM has no say
 * over the key, and a key that nobody may administer can be rescued by AWS only.
 */
export function keyPolicy(purpose: KeyPurpose, owner: KeyOwner): Statement[] {
  return [administeredByIam(owner), ...users(purpose, owner)];
}

const administeredByIam = (owner: KeyOwner): Statement => ({
  sid: "AdministeredByIam",
  principals: account(owner),
  actions: ADMINISTRATION,
  resources: THIS_KEY,
});

/**
 * Who may do what with a key that signs: the account administers it, some roles sign, others verify.
 *
 * Roles are named by condition: a policy with a principal that does not exist yet is refused.
 */
export function signingKeyPolicy(
  { signers, verifiers }: { readonly signers: readonly string[]; readonly verifiers: readonly string[] },
  owner: KeyOwner,
): Statement[] {
  const byRoles = (sid: string, actions: string[], roleArns: readonly string[]): Statement => ({
    sid,
    principals: account(owner),
    actions,
    resources: THIS_KEY,
    condition: [isOneOf(roleArns)],
  });
  return [
    administeredByIam(owner),
    byRoles("SignedBy", ["kms:Sign"], signers),
    byRoles("VerifiedBy", ["kms:Verify"], verifiers),
    byRoles("PublicKeyReadBy", ["kms:GetPublicKey", "kms:DescribeKey"], [...signers, ...verifiers]),
  ];
}

function users(purpose: KeyPurpose, owner: KeyOwner): Statement[] {
  const { region, accountId, partition } = owner;
  switch (purpose.kind) {
    case "volumes":
      return [...usedByAutoScaling(owner), ...usedThroughEc2(owner)];
    case "notifications":
      return notificationUsers(purpose, owner);
    case "logs":
      return [
        {
          sid: "UsedByLogGroups",
          principals: service(`logs.${region}.amazonaws.com`),
          actions: USE,
          resources: THIS_KEY,
          condition: [
            like(
              "kms:EncryptionContext:aws:logs:arn",
              `arn:${partition}:logs:${region}:${accountId}:log-group:${purpose.logGroupNames}`,
            ),
          ],
        },
      ];
    case "states":
      return [
        ...usedThroughS3(purpose.bucketName, owner),
        ...usedThroughDynamoDb(purpose.lockTableName, owner),
      ];
    case "table":
      return usedThroughDynamoDb(purpose.tableName, owner);
    case "trail":
      return trailUsers(purpose.trailName, owner);
    case "objects":
      return purpose.uses.flatMap((use) => usedThroughS3By(purpose.bucketName, use, owner));
    case "archive":
      return archiveUsers(purpose, owner);
  }
}

/**
 * Auto Scaling launches instances by its service-linked role, which AWS creates together with an account's first group.
 * A policy that named it as principal could not be written before that, so a condition names it. The role has no other
 * permission for keys: https://docs.aws.amazon.com/autoscaling/ec2/userguide/key-policy-requirements-EBS-encryption.html
 */
function usedByAutoScaling({ partition, accountId }: KeyOwner): Statement[] {
  const role = `arn:${partition}:iam::${accountId}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`;
  const onlyTheRole = [equal("kms:CallerAccount", accountId), like("aws:PrincipalArn", role)];
  const anybody = [{ type: "AWS", identifiers: ["*"] }];
  return [
    {
      sid: "UsedByAutoScaling",
      principals: anybody,
      actions: USE,
      resources: THIS_KEY,
      condition: onlyTheRole,
    },
    {
      sid: "GrantedByAutoScaling",
      principals: anybody,
      actions: ["kms:CreateGrant"],
      resources: THIS_KEY,
      condition: [...onlyTheRole, GRANT_TO_AWS_RESOURCE],
    },
  ];
}

const usedThroughS3 = (bucketName: string, owner: KeyOwner): Statement[] => [
  {
    sid: "UsedThroughS3",
    principals: account(owner),
    actions: ["kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey"],
    resources: THIS_KEY,
    condition: forBucket(bucketName, owner),
  },
];

function usedThroughS3By(
  bucketName: string,
  { name, keys, readers, writers }: ObjectsUse,
  owner: KeyOwner,
): Statement[] {
  const byRoles = (sid: string, action: string, roleArns: readonly string[]): Statement => ({
    sid,
    principals: account(owner),
    actions: [action],
    resources: THIS_KEY,
    condition: [...forBucket(bucketName, owner, keys), isOneOf(roleArns)],
  });
  return [
    byRoles(`${name}Read`, "kms:Decrypt", readers),
    byRoles(`${name}Written`, "kms:GenerateDataKey", writers),
  ];
}

/** S3 names the object in what it encrypts, or the bucket where keys of the bucket save calls. */
function forBucket(bucketName: string, owner: KeyOwner, keys?: string) {
  const bucketArn = `arn:${owner.partition}:s3:::${bucketName}`;
  return [
    equal("kms:ViaService", `s3.${owner.region}.amazonaws.com`),
    {
      test: "StringLike",
      variable: "kms:EncryptionContext:aws:s3:arn",
      values: keys === undefined ? [bucketArn, `${bucketArn}/*`] : [`${bucketArn}/${keys}`],
    },
  ];
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html */
function usedThroughDynamoDb(tableName: string | undefined, owner: KeyOwner): Statement[] {
  if (tableName === undefined) return [];
  const throughDynamoDb = equal("kms:ViaService", `dynamodb.${owner.region}.amazonaws.com`);
  const principals = account(owner);
  return [
    {
      sid: "UsedThroughDynamoDb",
      principals,
      actions: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncryptFrom", "kms:ReEncryptTo", "kms:GenerateDataKey"],
      resources: THIS_KEY,
      condition: [throughDynamoDb, equal("kms:EncryptionContext:aws:dynamodb:tableName", tableName)],
    },
    {
      sid: "GrantedThroughDynamoDb",
      principals,
      actions: ["kms:CreateGrant"],
      resources: THIS_KEY,
      condition: [throughDynamoDb, GRANT_TO_AWS_RESOURCE],
    },
  ];
}

/** Whoever IAM lets restore a snapshot or attach a volume does it through EC2; nobody decrypts by themselves. */
function usedThroughEc2(owner: KeyOwner): Statement[] {
  const throughEc2 = [equal("kms:ViaService", `ec2.${owner.region}.amazonaws.com`)];
  const principals = account(owner);
  return [
    { sid: "UsedThroughEc2", principals, actions: USE, resources: THIS_KEY, condition: throughEc2 },
    {
      sid: "GrantedThroughEc2",
      principals,
      actions: ["kms:CreateGrant"],
      resources: THIS_KEY,
      condition: [...throughEc2, GRANT_TO_AWS_RESOURCE],
    },
  ];
}
