import type {
  DataAwsIamPolicyDocument,
  DataAwsIamPolicyDocumentStatement as Statement,
} from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { suppress } from "@tagform/workload-kind";

import type { KeyOwner, KeyPurpose } from "./key-purpose";

/** In the policy of a key, this key and no other. */
const THIS_KEY = ["*"];

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

const service = (name: string) => [{ type: "Service", identifiers: [name] }];
const account = ({ partition, accountId }: KeyOwner) => [
  { type: "AWS", identifiers: [`arn:${partition}:iam::${accountId}:root`] },
];
const equal = (variable: string, value: string) => ({ test: "StringEquals", variable, values: [value] });
const like = (variable: string, arn: string) => ({ test: "ArnLike", variable, values: [arn] });

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

/** Sessions come with their role's ARN. */
const isOneOf = (roleArns: readonly string[]) => ({
  test: "ArnEquals",
  variable: "aws:PrincipalArn",
  values: [...roleArns],
});

function users(purpose: KeyPurpose, owner: KeyOwner): Statement[] {
  const { region, accountId, partition } = owner;
  switch (purpose.kind) {
    case "volumes":
      return [...usedByAutoScaling(owner), ...usedThroughEc2(owner)];
    case "notifications":
      return [
        {
          sid: "UsedByAlarms",
          principals: service("cloudwatch.amazonaws.com"),
          actions: ["kms:Decrypt", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext"],
          resources: THIS_KEY,
          condition: [
            equal("aws:SourceAccount", accountId),
            like(
              "aws:SourceArn",
              `arn:${partition}:cloudwatch:${region}:${accountId}:alarm:${purpose.alarmNames}`,
            ),
          ],
        },
      ];
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
    case "objects":
      return [
        usedThroughS3By("ReadThroughS3", "kms:Decrypt", purpose.readers, purpose.bucketName, owner),
        usedThroughS3By(
          "WrittenThroughS3",
          "kms:GenerateDataKey",
          purpose.writers,
          purpose.bucketName,
          owner,
        ),
      ];
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

const usedThroughS3By = (
  sid: string,
  action: string,
  roleArns: readonly string[],
  bucketName: string,
  owner: KeyOwner,
): Statement => ({
  sid,
  principals: account(owner),
  actions: [action],
  resources: THIS_KEY,
  condition: [...forBucket(bucketName, owner), isOneOf(roleArns)],
});

/** S3 names the object in what it encrypts, or the bucket where keys of the bucket save calls. */
function forBucket(bucketName: string, owner: KeyOwner) {
  const bucketArn = `arn:${owner.partition}:s3:::${bucketName}`;
  return [
    equal("kms:ViaService", `s3.${owner.region}.amazonaws.com`),
    {
      test: "StringLike",
      variable: "kms:EncryptionContext:aws:s3:arn",
      values: [bucketArn, `${bucketArn}/*`],
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
