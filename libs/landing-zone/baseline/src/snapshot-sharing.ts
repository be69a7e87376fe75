import { EbsSnapshotBlockPublicAccess } from "@cdktf/provider-aws/lib/ebs-snapshot-block-public-access";
import { Construct } from "constructs";

import { placeIn, type RegionSettingsProps } from "./region-settings";

/**
 * Define that no snapshot of a volume is public, those that already are included.
 *
 * https://docs.aws.amazon.com/ebs/latest/userguide/block-public-access-snapshots.html
 */
export class SnapshotSharing extends Construct {
  public constructor(scope: Construct, id: string, { regions, providerRegion }: RegionSettingsProps) {
    super(scope, id);
    for (const region of regions) {
      new EbsSnapshotBlockPublicAccess(this, region, {
        ...placeIn(region, providerRegion),
        state: "block-all-sharing",
      });
    }
  }
}
