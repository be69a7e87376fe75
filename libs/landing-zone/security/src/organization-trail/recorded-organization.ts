import {
  Cloudtrail,
  type CloudtrailAdvancedEventSelector as Selector,
} from "@cdktf/provider-aws/lib/cloudtrail";
import { DataAwsKmsKey } from "@cdktf/provider-aws/lib/data-aws-kms-key";
import { physicalName, type Region } from "@tagform/deployment";
import { suppress } from "@tagform/workload-kind";
import { Construct } from "constructs";

import { archiveTarget } from "../log-archive/archive-delivery";
import { placeIn, type SecurityOrganization } from "../security-organization";
import { TrustedAccess } from "../trusted-access";
import type { OwnTrail } from "./organization-trail-config";

export interface RecordedOrganizationProps {
  readonly organization: SecurityOrganization;
  readonly trail: OwnTrail;
  /** The provider's Region. */
  readonly region: Region;
  readonly partition: string;
}

/**
 * Define the trail of all accounts and Regions, whose files the log archive keeps, each with a digest that proves it.
 *
 * Members see it and can change nothing about it; an account is in it as soon as it is in the organization.
 *
 * Cost: the first copy of management events is free, S3 takes 0.023 USD for a GB in a month.
 */
export class RecordedOrganization extends Construct {
  public constructor(scope: Construct, id: string, props: RecordedOrganizationProps) {
    super(scope, id);
    const { organization, trail, region, partition } = props;
    const { name, archiveBucket: bucketName, dataEvents = [], insights = [], deletable } = trail;
    const { keyAlias } = archiveTarget({ organization, bucketName, partition });
    const place = placeIn(organization.homeRegion, region);
    const key = new DataAwsKmsKey(this, "key", { ...place, keyId: keyAlias });
    const trust = new TrustedAccess(this, "trust");
    const recorded = new Cloudtrail(this, "trail", {
      ...place,
      name: physicalName("trail", name),
      s3BucketName: bucketName,
      kmsKeyId: key.arn,
      isOrganizationTrail: true,
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      enableLogFileValidation: true,
      advancedEventSelector: [MANAGEMENT_EVENTS, ...dataEvents.map(dataEventsOf)],
      ...(insights.length === 0 ? {} : { insightSelector: insights.map((insightType) => ({ insightType })) }),
      lifecycle: { preventDestroy: deletable === undefined, ...trust.ofService("cloudtrail.amazonaws.com") },
    });
    for (const [finding, reason] of FINDINGS) suppress(recorded, finding, { reason });
  }
}

const MANAGEMENT_EVENTS: Selector = {
  name: "Who changed or read settings",
  fieldSelector: [{ field: "eventCategory", equalTo: ["Management"] }],
};

const dataEventsOf = (resource: string): Selector => ({
  name: `Who worked with ${resource}`,
  fieldSelector: [
    { field: "eventCategory", equalTo: ["Data"] },
    { field: "resources.type", equalTo: [resource] },
  ],
});

const FINDINGS = [
  ["CKV_AWS_252", "nobody waits for log files: who asks what happened reads them"],
  [
    "CKV2_AWS_10",
    "files are read by query when somebody asks; GuardDuty watches the events in every account",
  ],
] as const;
