import type { DataAwsIamPolicyDocumentStatement as Statement } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { bucketArn, EVERYBODY, onlyEncryptedWith, onlyOverTls } from "@tagform/delivery-bucket";
import { LATEST_FOLDER } from "@tagform/deployment";

import { except } from "./policy-parts";
import type { StateAccess } from "./state-user";

export interface StateBucketPolicyProps {
  readonly bucketName: string;
  readonly partition: string;
  /** Whose principals are let in: those of the tooling account, or of its whole organization. */
  readonly home: { readonly accountId: string } | { readonly organizationId: string };
  /** The only key that objects may be encrypted with. */
  readonly keyArn: string;
  readonly access: StateAccess;
  /** Whether bucket and objects may be deleted. */
  readonly deletable: boolean;
}

/**
 * What nobody may do with a bucket of states, whatever IAM allows: it gives nothing, every statement denies.
 *
 * Records lie beside states, `<team>/<environment>-<scope>/records/...`. Only locks are ever deleted, by whoever held
 * them, and marks of the latest runs. S3's lifecycle is not held back by a policy, and ends noncurrent versions only.
 */
export function stateBucketPolicy(props: StateBucketPolicyProps): Statement[] {
  const { bucketName, partition, home, keyArn, access, deletable } = props;
  const arn = bucketArn(partition, bucketName);
  return [
    ...onlyOverTls(arn),
    onlyFromHome(arn, home),
    ...onlyEncryptedWith(keyArn, arn),
    recordsAreWrittenOnce(arn),
    ...(deletable ? [] : nothingIsDeleted(arn, access)),
    ...statesAreForSteps(arn, access),
    ...rolesKeepToTheirCells(arn, access),
  ];
}

/** A service of AWS has no account of its own: it acts by a role of ours, or by a statement that allows it. */
function onlyFromHome(arn: string, home: StateBucketPolicyProps["home"]): Statement {
  const [variable, value] =
    "accountId" in home
      ? ["aws:PrincipalAccount", home.accountId]
      : ["aws:PrincipalOrgID", home.organizationId];
  return {
    sid: "OnlyFromHome",
    effect: "Deny",
    principals: EVERYBODY,
    actions: ["s3:*"],
    resources: [arn, `${arn}/*`],
    condition: [
      { test: "StringNotEquals", variable, values: [value] },
      { test: "Bool", variable: "aws:PrincipalIsAWSService", values: ["false"] },
    ],
  };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes-enforce.html */
function recordsAreWrittenOnce(arn: string): Statement {
  return {
    sid: "RecordsAreWrittenOnce",
    effect: "Deny",
    principals: EVERYBODY,
    actions: ["s3:PutObject"],
    resources: [`${arn}/*/records/*`],
    condition: [{ test: "Null", variable: "s3:if-none-match", values: ["true"] }],
  };
}

function nothingIsDeleted(arn: string, { breakGlass }: StateAccess): Statement[] {
  const deny = (statement: Statement): Statement => ({
    effect: "Deny",
    principals: EVERYBODY,
    condition: except(breakGlass),
    ...statement,
  });
  return [
    deny({
      sid: "BucketStays",
      actions: ["s3:DeleteBucket", "s3:DeleteBucketPolicy", "s3:PutBucketVersioning"],
      resources: [arn],
    }),
    deny({
      sid: "OnlyLocksAndMarksAreDeleted",
      actions: ["s3:DeleteObject"],
      notResources: [`${arn}/*.tflock`, `${arn}/${LATEST_FOLDER}*`],
    }),
    deny({
      sid: "VersionsStay",
      actions: ["s3:DeleteObjectVersion"],
      resources: [`${arn}/*`],
    }),
  ];
}

/** As long as no role is named, IAM alone decides: a first deployment has none yet. */
function statesAreForSteps(arn: string, { readers, writers, breakGlass }: StateAccess): Statement[] {
  if (readers.length === breakGlass.length) return [];
  const deny = (sid: string, actions: string[], object: string, arns: readonly string[]): Statement => ({
    sid,
    effect: "Deny",
    principals: EVERYBODY,
    actions,
    resources: [`${arn}/*/${object}`],
    condition: except(arns),
  });
  return [
    deny("StatesAreReadBySteps", ["s3:GetObject", "s3:GetObjectVersion"], "terraform.tfstate", readers),
    deny("StatesAreWrittenByApply", ["s3:PutObject"], "terraform.tfstate", writers),
    deny("LocksAreHeldBySteps", ["s3:PutObject", "s3:DeleteObject"], "terraform.tfstate.tflock", readers),
  ];
}

/** The folder of a cell holds its state, the lock beside it, and the cell's records; another one its marks. */
function rolesKeepToTheirCells(arn: string, { restricted }: StateAccess): Statement[] {
  return restricted.map(({ roleArn, folders }, index) => ({
    sid: `OnlyOwnCells${index + 1}`,
    effect: "Deny",
    principals: EVERYBODY,
    actions: ["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject", "s3:DeleteObject"],
    notResources: folders.map((folder) => `${arn}/${folder}/*`),
    condition: [{ test: "ArnLike", variable: "aws:PrincipalArn", values: [roleArn] }],
  }));
}
