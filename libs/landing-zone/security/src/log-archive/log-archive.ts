import type { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import type { S3BucketLifecycleConfigurationRule } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketLoggingA } from "@cdktf/provider-aws/lib/s3-bucket-logging";
import { S3BucketObjectLockConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-object-lock-configuration";
import { AccessLogBucket, PrivateBucket } from "@tagform/delivery-bucket";
import { EncryptionKey } from "@tagform/encryption";
import { suppress, type WorkloadProps } from "@tagform/workload-kind";
import { TerraformOutput } from "cdktf";
import { Construct } from "constructs";

import { placeIn } from "../security-organization";
import { archiveBucketPolicy } from "./archive-bucket-policy";
import { organizationTrailArn } from "./archive-delivery";
import type { LogArchiveConfig } from "./log-archive-config";

type Props = WorkloadProps<LogArchiveConfig>;

/**
 * Define the bucket that takes the logs of all accounts, its key, and the bucket of its access logs.
 *
 *     organization trail      ──► AWSLogs/<organization>/<account>/CloudTrail/...
 *     Config of any account   ──► <organization>/AWSLogs/<account>/Config/...
 *     flow logs of any VPC    ──► AWSLogs/<account>/vpcflowlogs/...
 *
 * Cost: 1 USD a month for the key, 0.023 USD for a GB in a month, 0.004 USD once it is cold.
 */
export class LogArchive extends Construct {
  public constructor(scope: Construct, id: string, props: Props) {
    super(scope, id);
    const { accountId, partition, config } = props;
    const { bucketName, organization, deliveries, deletable } = config;
    const keyArn = this.createKey(props);
    const otherRegion = placeIn(organization.homeRegion, props.region).region;
    const archive = new PrivateBucket(this, "bucket", {
      bucketName,
      otherRegion,
      keyArn,
      policy: archiveBucketPolicy({
        ...{ bucketName, partition, organization, deliveries },
        deletable: deletable !== undefined,
      }),
      lifecycle: [lifecycleOf(config)],
      deletable: deletable !== undefined,
    });
    this.lock(archive, props);
    this.logAccess(archive.bucket, props);
    for (const [finding, reason] of FINDINGS) suppress(archive.bucket, finding, { reason });

    this.tell("bucket-name", archive.bucket.id, `Logs of all accounts of ${organization.id}`);
    this.tell("key-arn", keyArn, `Key of those logs, in account ${accountId}`);
  }

  private createKey({ region, accountId, partition, config }: Props): string {
    const { organization, bucketName, deliveries, deletable } = config;
    const trail = deliveries.find((delivery) => delivery.from === "cloudtrail");
    const { homeRegion } = organization;
    return new EncryptionKey(this, "key", {
      name: bucketName,
      ...{ region: homeRegion, inOtherRegion: homeRegion !== region, accountId, partition, deletable },
      preventDestroy: true,
      purpose: {
        kind: "archive",
        organizationId: organization.id,
        trailArn: trail && organizationTrailArn(organization, trail.trailName, partition),
        services: deliveries.flatMap(({ from }) => SERVICES[from]),
        describedBy: [organization.accounts.management],
      },
    }).keyArn;
  }

  private lock({ bucket, versioning, policy }: PrivateBucket, { region, config }: Props): void {
    const { objectLock, organization } = config;
    if (objectLock === undefined) return;
    new S3BucketObjectLockConfigurationA(this, "object-lock", {
      ...placeIn(organization.homeRegion, region),
      bucket: bucket.id,
      objectLockEnabled: "Enabled",
      rule: { defaultRetention: { mode: objectLock.mode.toUpperCase(), days: objectLock.days } },
      dependsOn: [versioning, policy],
    });
  }

  private logAccess(bucket: S3Bucket, { region, accountId, partition, config }: Props): void {
    const { homeRegion } = config.organization;
    const place = placeIn(homeRegion, region);
    const logs = new AccessLogBucket(this, "access-logs", {
      ...{ loggedBucket: config.bucketName, otherRegion: place.region, accountId, partition },
      retentionDays: config.retentionDays,
      deletable: config.deletable !== undefined,
    });
    new S3BucketLoggingA(this, "logging", {
      ...place,
      bucket: bucket.id,
      targetBucket: logs.bucketName,
      targetPrefix: "",
      targetObjectKeyFormat: { partitionedPrefix: { partitionDateSource: "EventTime" } },
      dependsOn: [logs.readiness],
    });
  }

  private tell(name: string, value: string, description: string): void {
    new TerraformOutput(this, name, { value, description });
  }
}

/** As which services encrypt what they deliver; a trail has its own statement. */
const SERVICES = {
  cloudtrail: [],
  config: ["config.amazonaws.com"],
  "flow-logs": ["delivery.logs.amazonaws.com"],
} as const satisfies Record<LogArchiveConfig["deliveries"][number]["from"], readonly string[]>;

const lifecycleOf = ({
  retentionDays,
  coldAfterDays,
}: LogArchiveConfig): S3BucketLifecycleConfigurationRule => ({
  id: "age",
  status: "Enabled",
  filter: [{ prefix: "" }],
  ...(coldAfterDays === undefined
    ? {}
    : { transition: [{ days: coldAfterDays, storageClass: "GLACIER_IR" }] }),
  expiration: [{ days: retentionDays }],
  noncurrentVersionExpiration: [{ noncurrentDays: 30 }],
  abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
});

const FINDINGS = [
  ["CKV_AWS_144", "logs of the organization stay in its home Region; trails and flow logs keep their source"],
  ["CKV2_AWS_62", "nobody waits for log files: who asks what happened reads them"],
] as const;
