import type { DataAwsIamPolicyDocumentStatement as Statement } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { bucketArn, EVERYBODY, onlyOverTls } from "@tagform/delivery-bucket";

import type { SecurityOrganization } from "../security-organization";
import { organizationTrailArn } from "./archive-delivery";
import type { ArchiveDelivery } from "./log-archive-config";

export interface ArchiveBucketPolicyProps {
  readonly bucketName: string;
  readonly partition: string;
  readonly organization: SecurityOrganization;
  readonly deliveries: readonly ArchiveDelivery[];
  /** Whether bucket and logs may be deleted. */
  readonly deletable: boolean;
}

/**
 * Who may put logs into the archive: services, for accounts of the organization. No account is listed, so one that joins
 * delivers at once, and one that leaves no more.
 *
 * Nothing says how to encrypt: CloudTrail writes digests, which prove its files, with Amazon S3's key always. Whoever may
 * read does so by IAM of the archive's own account.
 */
export function archiveBucketPolicy(props: ArchiveBucketPolicyProps): Statement[] {
  const { bucketName, partition, deliveries, deletable } = props;
  const arn = bucketArn(partition, bucketName);
  return [
    ...onlyOverTls(arn),
    ...deliveries.flatMap((delivery) => delivered(delivery, arn, props)),
    ...(deletable ? [] : nothingIsDeleted(arn)),
  ];
}

function delivered(delivery: ArchiveDelivery, arn: string, props: ArchiveBucketPolicyProps): Statement[] {
  const { organization, partition } = props;
  switch (delivery.from) {
    case "cloudtrail":
      return byTrail(arn, organization, organizationTrailArn(organization, delivery.trailName, partition));
    case "config":
      return byConfig(arn, organization.id);
    case "flow-logs":
      return byLogDelivery(arn, organization.id, partition);
  }
}

const service = (name: string) => [{ type: "Service", identifiers: [name] }];
const equal = (variable: string, value: string) => ({ test: "StringEquals", variable, values: [value] });
const ofOrganization = (id: string) => equal("aws:SourceOrgID", id);
const OWNED_BY_BUCKET = equal("s3:x-amz-acl", "bucket-owner-full-control");

/**
 * The folder of the management account is for a trail of that account alone, which CloudTrail asks for as well.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-create-and-update-an-organizational-trail-by-using-the-aws-cli.html
 */
function byTrail(arn: string, { id, accounts }: SecurityOrganization, trailArn: string): Statement[] {
  const principals = service("cloudtrail.amazonaws.com");
  const forTheTrail = equal("aws:SourceArn", trailArn);
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
      resources: [`${arn}/AWSLogs/${id}/*`, `${arn}/AWSLogs/${accounts.management}/*`],
      condition: [forTheTrail, ofOrganization(id), OWNED_BY_BUCKET],
    },
  ];
}

/**
 * https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy.html
 * https://docs.aws.amazon.com/controltower/latest/userguide/logging-s3-audit-bucket.html
 */
function byConfig(arn: string, organizationId: string): Statement[] {
  const principals = service("config.amazonaws.com");
  return [
    {
      sid: "ConfigChecksTheBucket",
      principals,
      actions: ["s3:GetBucketAcl", "s3:ListBucket"],
      resources: [arn],
      condition: [ofOrganization(organizationId)],
    },
    {
      sid: "ConfigWrites",
      principals,
      actions: ["s3:PutObject"],
      resources: [`${arn}/${organizationId}/AWSLogs/*/Config/*`],
      condition: [ofOrganization(organizationId), OWNED_BY_BUCKET],
    },
  ];
}

/** https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-permissions.html */
function byLogDelivery(arn: string, organizationId: string, partition: string): Statement[] {
  const principals = service("delivery.logs.amazonaws.com");
  const condition = [
    ofOrganization(organizationId),
    { test: "ArnLike", variable: "aws:SourceArn", values: [`arn:${partition}:logs:*:*:*`] },
  ];
  return [
    {
      sid: "LogDeliveryChecksTheBucket",
      principals,
      actions: ["s3:GetBucketAcl", "s3:ListBucket"],
      resources: [arn],
      condition,
    },
    {
      sid: "FlowLogsAreWritten",
      principals,
      actions: ["s3:PutObject"],
      resources: [`${arn}/AWSLogs/*/vpcflowlogs/*`],
      condition: [...condition, OWNED_BY_BUCKET],
    },
  ];
}

/** Logs end by their age alone: the bucket's lifecycle is not bound by its policy. */
const nothingIsDeleted = (arn: string): Statement[] => [
  {
    sid: "LogsStay",
    effect: "Deny",
    principals: EVERYBODY,
    actions: ["s3:DeleteObject", "s3:DeleteObjectVersion", "s3:BypassGovernanceRetention"],
    resources: [`${arn}/*`],
  },
  {
    sid: "BucketStays",
    effect: "Deny",
    principals: EVERYBODY,
    actions: ["s3:DeleteBucket", "s3:DeleteBucketPolicy", "s3:PutBucketVersioning"],
    resources: [arn],
  },
];
