import type { DataAwsIamPolicyDocumentStatement as Statement } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import type { S3BucketLifecycleConfigurationRule } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketLoggingA } from "@cdktf/provider-aws/lib/s3-bucket-logging";
import {
  AccessLogBucket,
  bucketArn,
  EVERYBODY,
  onlyEncryptedWith,
  onlyOverTls,
  PrivateBucket,
} from "@tagform/delivery-bucket";
import { EncryptionKey, type ObjectsUse } from "@tagform/encryption";
import { suppress } from "@tagform/workload-kind";
import { Construct } from "constructs";

import type { DeliveryPlace } from "../delivery-place";

export interface DeliveryBucketProps {
  readonly place: DeliveryPlace;
  readonly bucketName: string;
  /** Who reads and who writes what; nobody else can decrypt anything, whatever IAM allows. */
  readonly uses: readonly ObjectsUse[];
  readonly lifecycle: readonly S3BucketLifecycleConfigurationRule[];
  /** Whether whoever writes leaves it to the bucket how objects are encrypted: then another way is refused. */
  readonly encryptsByItself: boolean;
  /** How long access logs are kept, in days. */
  readonly logRetentionDays: number;
  readonly deletable?: { readonly reason: string } | undefined;
}

/** Define a bucket of an environment's delivery: its key, its rules, and the bucket of its access logs. */
export class DeliveryBucket extends Construct {
  public readonly bucketName: string;
  public readonly keyArn: string;

  public constructor(scope: Construct, id: string, props: DeliveryBucketProps) {
    super(scope, id);
    const { place, bucketName, uses, lifecycle, deletable } = props;
    this.keyArn = new EncryptionKey(this, "key", {
      ...place,
      name: bucketName,
      purpose: { kind: "objects", bucketName, uses },
      deletable,
      preventDestroy: true,
    }).keyArn;
    const { bucket } = new PrivateBucket(this, "bucket", {
      bucketName,
      keyArn: this.keyArn,
      bucketKey: uses.every(({ keys }) => keys === undefined),
      policy: bucketPolicy(props, this.keyArn),
      lifecycle: [...lifecycle, FORGET_UPLOADS],
      deletable: deletable !== undefined,
    });
    for (const [finding, reason] of FINDINGS) suppress(bucket, finding, { reason });
    this.logAccess(bucket.id, props);
    this.bucketName = bucket.id;
  }

  private logAccess(bucket: string, { place, bucketName, logRetentionDays, deletable }: DeliveryBucketProps) {
    const { accountId, partition } = place;
    const logs = new AccessLogBucket(this, "access-logs", {
      loggedBucket: bucketName,
      accountId,
      partition,
      retentionDays: logRetentionDays,
      deletable: deletable !== undefined,
    });
    new S3BucketLoggingA(this, "logging", {
      bucket,
      targetBucket: logs.bucketName,
      targetPrefix: "",
      targetObjectKeyFormat: { partitionedPrefix: { partitionDateSource: "EventTime" } },
      dependsOn: [logs.readiness],
    });
  }
}

/** What broke off while it was uploaded. */
const FORGET_UPLOADS: S3BucketLifecycleConfigurationRule = {
  id: "forget-uploads",
  status: "Enabled",
  filter: [{ prefix: "" }],
  abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
};

const FINDINGS = [
  [
    "CKV_AWS_144",
    "a delivery in flight is lost with its Region: its tag is delivered again from another one",
  ],
  ["CKV2_AWS_62", "nothing waits for an object: the queue and the pipeline say what is there"],
] as const;

function bucketPolicy(props: DeliveryBucketProps, keyArn: string): Statement[] {
  const arn = bucketArn(props.place.partition, props.bucketName);
  return [
    ...onlyOverTls(arn),
    ...(props.encryptsByItself ? onlyEncryptedWith(keyArn, arn) : []),
    ...(props.deletable === undefined ? [nothingIsDeleted(arn)] : []),
  ];
}

/** A version that an execution is pinned to stays until its time is over; S3 itself expires it, whatever is denied. */
const nothingIsDeleted = (arn: string): Statement => ({
  sid: "OnlyTimeDeletes",
  effect: "Deny",
  principals: EVERYBODY,
  actions: ["s3:DeleteBucket", "s3:DeleteBucketPolicy", "s3:DeleteObject", "s3:DeleteObjectVersion"],
  resources: [arn, `${arn}/*`],
});
