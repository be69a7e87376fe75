import { passRole, reference, type ServiceActions, type TypeActions } from "./type-actions";

/** A part of a bucket that is a resource of its own in Terraform. */
const ofBucket = (put: string, remove = put): TypeActions => ({
  arn: "arn:{partition}:s3:::{bucket}",
  create: [put],
  update: [put],
  delete: [remove],
});

export const S3: ServiceActions = {
  source: reference("list_amazons3"),
  types: {
    aws_s3_account_public_access_block: {
      arn: "*",
      create: ["s3:PutAccountPublicAccessBlock"],
      update: ["s3:PutAccountPublicAccessBlock"],
      delete: ["s3:PutAccountPublicAccessBlock"],
    },
    aws_s3_bucket: {
      arn: "arn:{partition}:s3:::{bucket}",
      create: ["s3:CreateBucket", "s3:PutBucketTagging"],
      createWithSome: ["s3:PutBucketObjectLockConfiguration", "s3:PutBucketVersioning"],
      update: ["s3:PutBucketTagging"],
      delete: ["s3:DeleteBucket"],
    },
    aws_s3_bucket_lifecycle_configuration: ofBucket("s3:PutLifecycleConfiguration"),
    aws_s3_bucket_logging: ofBucket("s3:PutBucketLogging"),
    aws_s3_bucket_notification: ofBucket("s3:PutBucketNotification"),
    aws_s3_bucket_object_lock_configuration: ofBucket("s3:PutBucketObjectLockConfiguration"),
    aws_s3_bucket_ownership_controls: ofBucket("s3:PutBucketOwnershipControls"),
    aws_s3_bucket_policy: ofBucket("s3:PutBucketPolicy", "s3:DeleteBucketPolicy"),
    aws_s3_bucket_public_access_block: ofBucket("s3:PutBucketPublicAccessBlock"),
    aws_s3_bucket_replication_configuration: {
      ...ofBucket("s3:PutReplicationConfiguration"),
      create: ["s3:PutReplicationConfiguration", passRole("role")],
    },
    aws_s3_bucket_server_side_encryption_configuration: ofBucket("s3:PutEncryptionConfiguration"),
    aws_s3_bucket_versioning: ofBucket("s3:PutBucketVersioning"),
  },
};

const table = "arn:{partition}:dynamodb:{region}:{account}:table/{name}";

export const DYNAMODB: ServiceActions = {
  source: reference("list_amazondynamodb"),
  types: {
    aws_dynamodb_resource_policy: {
      arn: "arn:{partition}:dynamodb:{region}:{account}:table/*",
      create: ["dynamodb:PutResourcePolicy"],
      update: ["dynamodb:PutResourcePolicy"],
      delete: ["dynamodb:DeleteResourcePolicy"],
    },
    aws_dynamodb_table: {
      arn: table,
      create: ["dynamodb:CreateTable", "dynamodb:TagResource"],
      createWithSome: ["dynamodb:UpdateContinuousBackups", "dynamodb:UpdateTimeToLive"],
      update: [
        ...["dynamodb:UpdateTable", "dynamodb:UpdateContinuousBackups", "dynamodb:UpdateTimeToLive"],
        ...["dynamodb:TagResource", "dynamodb:UntagResource"],
      ],
      delete: ["dynamodb:DeleteTable"],
    },
  },
};
