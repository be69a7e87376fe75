import { Cloudtrail } from "@cdktf/provider-aws/lib/cloudtrail";
import type { DataAwsIamPolicyDocumentStatement as Statement } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { S3BucketLoggingA } from "@cdktf/provider-aws/lib/s3-bucket-logging";
import { AccessLogBucket, bucketArn, EVERYBODY, onlyOverTls, PrivateBucket } from "@tagform/delivery-bucket";
import { physicalName } from "@tagform/deployment";
import { EncryptionKey } from "@tagform/encryption";
import { suppress } from "@tagform/workload-kind";
import { Construct } from "constructs";

import { arnIn } from "../arn";
import type { DeliveryPlace } from "../delivery-place";

export interface DeliveryTrailProps {
  readonly place: DeliveryPlace;
  /** Begins the name of the trail's own bucket, `<prefix>-trail`: no watched bucket. */
  readonly bucketPrefix: string;
  /** Names of the buckets whose objects are watched, of all environments; their replicas are, too. */
  readonly watchedBuckets: readonly string[];
  /** How long log files are kept, in days. */
  readonly retentionDays: number;
  /** Let Terraform delete the trail with all that it wrote, for the reason given. */
  readonly deletable?: { readonly reason: string } | undefined;
}

const NAME = physicalName("trail", "tagform-deliveries");

/**
 * Define the trail of who read and wrote an object of a delivery: states, commits, artifacts, sealed plans. Whoever changes
 * settings is in the organization's own trail.
 *
 * An account has one, for all of its environments: CloudTrail allows five in a Region, and that cannot be raised.
 *
 * Cost: 0.10 USD for 100,000 events, 1 USD a month for the key.
 */
export class DeliveryTrail extends Construct {
  public constructor(scope: Construct, id: string, props: DeliveryTrailProps) {
    super(scope, id);
    const { place, watchedBuckets, deletable } = props;
    const { keyArn } = new EncryptionKey(this, "key", {
      ...{ ...place, name: NAME, deletable },
      purpose: { kind: "trail", trailName: NAME },
    });
    const { bucket, policy } = this.createBucket(keyArn, props);
    const trail = new Cloudtrail(this, "trail", {
      name: NAME,
      s3BucketName: bucket.id,
      kmsKeyId: keyArn,
      enableLogFileValidation: true,
      // Replicas and the stores of other Regions, too.
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      advancedEventSelector: [
        {
          name: "Objects of deliveries",
          fieldSelector: [
            { field: "eventCategory", equalTo: ["Data"] },
            { field: "resources.type", equalTo: ["AWS::S3::Object"] },
            {
              field: "resources.ARN",
              startsWith: withReplicas(watchedBuckets).map((name) => `${bucketArn(place.partition, name)}/`),
            },
          ],
        },
      ],
      dependsOn: [policy],
      lifecycle: { preventDestroy: deletable === undefined },
    });
    for (const [finding, reason] of FINDINGS) suppress(trail, finding, { reason });
  }

  private createBucket(keyArn: string, props: DeliveryTrailProps): PrivateBucket {
    const { place, bucketPrefix, retentionDays, deletable } = props;
    const { accountId, partition } = place;
    const bucketName = physicalName("bucket", bucketPrefix, "trail");
    const isDeletable = deletable !== undefined;
    const trailBucket = new PrivateBucket(this, "bucket", {
      bucketName,
      keyArn,
      policy: [
        ...writtenByTheTrail(bucketName, place),
        ...(isDeletable ? [] : [nobodyDeletes(bucketArn(partition, bucketName))]),
        ...onlyOverTls(bucketArn(partition, bucketName)),
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
      deletable: isDeletable,
    });
    const logs = new AccessLogBucket(this, "access-logs", {
      ...{ loggedBucket: bucketName, accountId, partition, retentionDays, deletable: isDeletable },
    });
    new S3BucketLoggingA(this, "logging", {
      bucket: trailBucket.bucket.id,
      targetBucket: logs.bucketName,
      targetPrefix: "",
      targetObjectKeyFormat: { partitionedPrefix: { partitionDateSource: "EventTime" } },
      dependsOn: [logs.readiness],
    });
    for (const [finding, reason] of BUCKET_FINDINGS) suppress(trailBucket.bucket, finding, { reason });
    return trailBucket;
  }
}

/** What is read of a copy in another Region is read, too. */
const withReplicas = (buckets: readonly string[]): string[] =>
  buckets.flatMap((name) => [name, physicalName("bucket", name, "replica")]).sort();

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html */
function writtenByTheTrail(bucketName: string, place: DeliveryPlace): Statement[] {
  const arn = bucketArn(place.partition, bucketName);
  const principals = [{ type: "Service", identifiers: ["cloudtrail.amazonaws.com"] }];
  const forTheTrail = {
    test: "StringEquals",
    variable: "aws:SourceArn",
    values: [arnIn(place, "cloudtrail", `trail/${NAME}`)],
  };
  return [
    {
      sid: "TrailChecksTheBucket",
      principals,
      actions: ["s3:GetBucketAcl"],
      resources: [arn],
      condition: [forTheTrail],
    },
    {
      sid: "TrailWrites",
      principals,
      actions: ["s3:PutObject"],
      resources: [`${arn}/AWSLogs/${place.accountId}/*`],
      condition: [
        forTheTrail,
        { test: "StringEquals", variable: "s3:x-amz-acl", values: ["bucket-owner-full-control"] },
      ],
    },
  ];
}

/** Files end by their age alone: the bucket's lifecycle is not bound by its policy. */
const nobodyDeletes = (arn: string): Statement => ({
  sid: "NobodyDeletes",
  effect: "Deny",
  principals: EVERYBODY,
  actions: ["s3:DeleteObject", "s3:DeleteObjectVersion"],
  resources: [`${arn}/*`],
});

const FINDINGS = [
  ["CKV_AWS_252", "nobody waits for log files: who asks what happened reads them"],
  [
    "CKV2_AWS_10",
    "files are read by query when somebody asks; alarms watch metrics and events, not single calls",
  ],
] as const;

const BUCKET_FINDINGS = [
  ["CKV_AWS_144", "the trail of a Region stays in it; what must outlive the Region is the state"],
  ["CKV2_AWS_62", "nobody waits for log files: who asks what happened reads them"],
] as const;
