import { DataAwsIamPolicyDocument } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import {
  S3BucketLifecycleConfiguration,
  type S3BucketLifecycleConfigurationRule,
} from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import type { Region } from "@tagform/deployment";
import { suppress } from "@tagform/workload-kind";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";

import { logBucketPolicy } from "./log-bucket-policy";

export interface LogBucketProps {
  /** Unique in the whole partition. */
  readonly bucketName: string;
  readonly region: Region;
  /** The account whose logs are accepted, and no other's; 12 digits. */
  readonly accountId: string;
  readonly partition: string;
  /** How long access logs of load balancers are kept, in days. */
  readonly retentionDays: number;
  /**
   * How long flow logs of networks are kept, in days.
   *
   * @default - as long as access logs
   */
  readonly flowLogRetentionDays?: number | undefined;
  /**
   * Let Terraform delete the bucket together with its logs, for the reason given.
   *
   * @default - a bucket that holds logs cannot be deleted
   */
  readonly deletable?: { readonly reason: string } | undefined;
}

/**
 * Define a bucket that keeps access logs of load balancers of both types and flow logs of networks, and nothing else.
 *
 *     load balancer ──► <bucket>/AWSLogs/<account>/elasticloadbalancing/...
 *     VPC           ──► <bucket>/AWSLogs/<account>/vpcflowlogs/...
 */
export class LogBucket extends Construct {
  public readonly bucketName: string;
  public readonly bucketArn: string;
  /** Senders of logs are refused until this exists: depend on it. */
  public readonly readiness: ITerraformDependable;

  public constructor(scope: Construct, id: string, props: LogBucketProps) {
    super(scope, id);
    const { bucketName, deletable } = props;

    const bucket = new S3Bucket(this, "bucket", {
      bucket: bucketName,
      forceDestroy: deletable !== undefined,
    });
    const privacy = this.closeToThePublic(bucket);
    this.encrypt(bucket);
    this.keep(bucket, props);
    const policy = new S3BucketPolicy(this, "policy", {
      bucket: bucket.id,
      policy: new DataAwsIamPolicyDocument(this, "senders", { statement: logBucketPolicy(props) }).json,
      // S3 refuses two changes of a bucket's access at the same time.
      dependsOn: [privacy],
    });
    acceptFindings(bucket);

    this.bucketName = bucket.id;
    this.bucketArn = bucket.arn;
    this.readiness = policy;
  }

  private closeToThePublic({ id: bucket }: S3Bucket): ITerraformDependable {
    new S3BucketOwnershipControls(this, "ownership", {
      bucket,
      rule: { objectOwnership: "BucketOwnerEnforced" },
    });
    return new S3BucketPublicAccessBlock(this, "public-access", {
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
  }

  private encrypt({ id: bucket }: S3Bucket): void {
    new S3BucketServerSideEncryptionConfigurationA(this, "encryption", {
      bucket,
      rule: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
    });
  }

  private keep({ id: bucket }: S3Bucket, props: LogBucketProps): void {
    const versioning = new S3BucketVersioningA(this, "versioning", {
      bucket,
      versioningConfiguration: { status: "Enabled" },
    });
    new S3BucketLifecycleConfiguration(this, "lifecycle", {
      bucket,
      rule: [
        ...expirations(props),
        {
          id: "clean-up",
          status: "Enabled",
          filter: [{ prefix: "" }],
          noncurrentVersionExpiration: [{ noncurrentDays: 30 }],
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
        },
      ],
      dependsOn: [versioning],
    });
  }
}

/** A rule for each kind of log, by its folder: of rules that overlap, S3 follows the one that deletes first. */
function expirations({
  accountId,
  retentionDays,
  flowLogRetentionDays = retentionDays,
}: LogBucketProps): S3BucketLifecycleConfigurationRule[] {
  const expire = (what: string, folder: string, days: number) => ({
    id: `expire-${what}`,
    status: "Enabled",
    filter: [{ prefix: `AWSLogs/${accountId}/${folder}/` }],
    expiration: [{ days }],
  });
  return [
    expire("access-logs", "elasticloadbalancing", retentionDays),
    expire("flow-logs", "vpcflowlogs", flowLogRetentionDays),
  ];
}

function acceptFindings(bucket: S3Bucket): void {
  suppress(bucket, "CKV_AWS_18", {
    reason: "access logs of the log bucket would need a log bucket, without end",
  });
  suppress(bucket, "CKV_AWS_144", { reason: "logs of a Region stay in it: cells share nothing" });
  suppress(bucket, "CKV_AWS_145", {
    reason: "Application Load Balancers deliver logs to buckets with SSE-S3 only, never SSE-KMS",
  });
  suppress(bucket, "CKV2_AWS_62", { reason: "nothing waits for log files: they are read on demand" });
}
