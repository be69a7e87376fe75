import { physicalName, type Region } from "@tagform/deployment";
import { suppress } from "@tagform/workload-kind";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";

import { bucketArn, onlyOverTls } from "./bucket-rules";
import { PrivateBucket } from "./private-bucket";

export interface AccessLogBucketProps {
  /** The bucket whose access is logged. This one is called `<bucket>-logs`. */
  readonly loggedBucket: string;
  readonly otherRegion?: Region | undefined;
  readonly accountId: string;
  readonly partition: string;
  /** How long logs are kept, in days. */
  readonly retentionDays: number;
  readonly deletable: boolean;
}

/** Define a bucket that takes S3's access logs of one other bucket, and nothing else. */
export class AccessLogBucket extends Construct {
  public readonly bucketName: string;
  /** S3 loses logs until this exists. */
  public readonly readiness: ITerraformDependable;

  public constructor(scope: Construct, id: string, props: AccessLogBucketProps) {
    super(scope, id);
    const { loggedBucket, otherRegion, accountId, partition, retentionDays, deletable } = props;
    const bucketName = physicalName("bucket", loggedBucket, "logs");
    const arn = bucketArn(partition, bucketName);
    const { bucket, policy } = new PrivateBucket(this, "bucket", {
      bucketName,
      otherRegion,
      deletable,
      policy: [
        {
          sid: "AccessLogsAreWritten",
          principals: [{ type: "Service", identifiers: ["logging.s3.amazonaws.com"] }],
          actions: ["s3:PutObject"],
          resources: [`${arn}/*`],
          condition: [
            { test: "StringEquals", variable: "aws:SourceAccount", values: [accountId] },
            { test: "ArnEquals", variable: "aws:SourceArn", values: [bucketArn(partition, loggedBucket)] },
          ],
        },
        ...onlyOverTls(arn),
      ],
      lifecycle: [
        {
          id: "expire",
          status: "Enabled",
          filter: [{ prefix: "" }],
          expiration: [{ days: retentionDays }],
          noncurrentVersionExpiration: [{ noncurrentDays: 30 }],
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
        },
      ],
    });
    for (const [finding, reason] of FINDINGS) suppress(bucket, finding, { reason });
    this.bucketName = bucket.id;
    this.readiness = policy;
  }
}

const FINDINGS = [
  ["CKV_AWS_144", "logs of a Region stay in it; what must outlive the Region is the state"],
  ["CKV_AWS_145", "S3 delivers access logs to buckets with SSE-S3 only, never SSE-KMS"],
  ["CKV2_AWS_62", "nothing waits for log files: they are read on demand"],
] as const;
