import { physicalName } from "@tagform/deployment";

import type { SecurityOrganization } from "../security-organization";

/** What a service must be told to deliver to an archive. */
export interface ArchiveTarget {
  readonly bucketName: string;
  /** Folder of AWS Config's deliveries, as Control Tower has it: the organization's id. */
  readonly configPrefix: string;
  /** ARN of the key's alias: whoever delivers knows it without reading another cell's state. */
  readonly keyAlias: string;
}

export interface ArchiveName {
  readonly organization: Pick<SecurityOrganization, "id" | "homeRegion" | "accounts">;
  readonly bucketName: string;
  readonly partition: string;
}

/**
 * Where the logs of an account go. AWS Config takes the alias for its `s3KmsKeyArn`, and would encrypt with Amazon S3's key
 * without one; CloudTrail needs the ARN of the key behind it.
 */
export function archiveTarget({ organization, bucketName, partition }: ArchiveName): ArchiveTarget {
  const { id, homeRegion, accounts } = organization;
  const alias = physicalName("kmsAlias", bucketName, "archive");
  return {
    bucketName,
    configPrefix: id,
    keyAlias: `arn:${partition}:kms:${homeRegion}:${accounts.logArchive}:${alias}`,
  };
}

/** ARN of the organization's trail: it is the management account's, whichever account an event is of. */
export function organizationTrailArn(
  { homeRegion, accounts }: Pick<SecurityOrganization, "homeRegion" | "accounts">,
  trailName: string,
  partition: string,
): string {
  return `arn:${partition}:cloudtrail:${homeRegion}:${accounts.management}:trail/${trailName}`;
}
