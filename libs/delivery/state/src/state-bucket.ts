import type { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import type { S3BucketLifecycleConfigurationRule } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketLoggingA } from "@cdktf/provider-aws/lib/s3-bucket-logging";
import { AccessLogBucket, PrivateBucket } from "@tagform/delivery-bucket";
import { LATEST_FOLDER, type Region } from "@tagform/deployment";
import { EncryptionKey } from "@tagform/encryption";
import { suppress } from "@tagform/workload-kind";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";

import { stateBucketPolicy, type StateBucketPolicyProps } from "./state-bucket-policy";
import type { StateAccess } from "./state-user";

/** How long versions stay that another one has followed. */
export interface StateHistory {
  /** Days from when a version was followed. */
  readonly days: number;
  /** How many of them stay whatever their age, 1 to 100. */
  readonly versions: number;
}

export interface StateBucketProps {
  readonly bucketName: string;
  readonly region: Region;
  /** Whether `region` is another Region than the provider's. */
  readonly inOtherRegion: boolean;
  /** 12 digits. */
  readonly accountId: string;
  readonly partition: string;
  readonly home: StateBucketPolicyProps["home"];
  readonly access: StateAccess;
  /**
   * The lock table that shares the bucket's key.
   *
   * @default - the key is for the bucket alone
   */
  readonly lockTableName?: string;
  readonly history: StateHistory;
  /** How long access logs are kept, in days. */
  readonly logRetentionDays: number;
  readonly deletable?: { readonly reason: string } | undefined;
}

/** Define a bucket for states: its key, its rules, and the bucket of its access logs, all in one Region. */
export class StateBucket extends Construct {
  public readonly bucket: S3Bucket;
  public readonly keyArn: string;
  public readonly versioning: ITerraformDependable;

  public constructor(scope: Construct, id: string, props: StateBucketProps) {
    super(scope, id);
    const { bucketName, region, inOtherRegion, accountId, partition, history, deletable } = props;
    const otherRegion = inOtherRegion ? region : undefined;
    this.keyArn = new EncryptionKey(this, "key", {
      name: bucketName,
      purpose: { kind: "states", bucketName, lockTableName: props.lockTableName },
      region,
      inOtherRegion,
      accountId,
      partition,
      deletable,
    }).keyArn;
    const { bucket, versioning } = new PrivateBucket(this, "bucket", {
      bucketName,
      otherRegion,
      keyArn: this.keyArn,
      policy: stateBucketPolicy({ ...props, keyArn: this.keyArn, deletable: deletable !== undefined }),
      lifecycle: [keep(history), FORGET_MARKS],
      deletable: deletable !== undefined,
    });
    this.bucket = bucket;
    this.versioning = versioning;
    this.logAccess(props, otherRegion);
    suppress(bucket, "CKV2_AWS_62", {
      reason: "nothing waits for a state: deliveries read it when they run",
    });
  }

  private logAccess(props: StateBucketProps, otherRegion: Region | undefined): void {
    const logs = new AccessLogBucket(this, "access-logs", {
      loggedBucket: props.bucketName,
      otherRegion,
      accountId: props.accountId,
      partition: props.partition,
      retentionDays: props.logRetentionDays,
      deletable: props.deletable !== undefined,
    });
    new S3BucketLoggingA(this, "logging", {
      ...(otherRegion === undefined ? {} : { region: otherRegion }),
      bucket: this.bucket.id,
      targetBucket: logs.bucketName,
      targetPrefix: "",
      targetObjectKeyFormat: { partitionedPrefix: { partitionDateSource: "EventTime" } },
      dependsOn: [logs.readiness],
    });
  }
}

/** States and records never expire; what was followed by another version, and uploads that broke off, do. */
function keep({ days, versions }: StateHistory): S3BucketLifecycleConfigurationRule {
  return {
    id: "keep-history",
    status: "Enabled",
    filter: [{ prefix: "" }],
    noncurrentVersionExpiration: [{ noncurrentDays: days, newerNoncurrentVersions: versions }],
    // Each lock that is released leaves a marker.
    expiration: [{ expiredObjectDeleteMarker: true }],
    abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
  };
}

/** Marks of the latest runs come and go with every run, and the records beside them say more: a listing stays short. */
const FORGET_MARKS: S3BucketLifecycleConfigurationRule = {
  id: "forget-marks",
  status: "Enabled",
  filter: [{ prefix: LATEST_FOLDER }],
  noncurrentVersionExpiration: [{ noncurrentDays: 1 }],
};
