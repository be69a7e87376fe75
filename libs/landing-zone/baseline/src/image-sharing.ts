import { Ec2ImageBlockPublicAccess } from "@cdktf/provider-aws/lib/ec2-image-block-public-access";
import { Construct } from "constructs";

import { placeIn, type RegionSettingsProps } from "./region-settings";

/**
 * Define that no image can be made public. One that already is stays so: AWS has no setting for those.
 *
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/block-public-access-to-amis.html
 */
export class ImageSharing extends Construct {
  public constructor(scope: Construct, id: string, { regions, providerRegion }: RegionSettingsProps) {
    super(scope, id);
    for (const region of regions) {
      new Ec2ImageBlockPublicAccess(this, region, {
        ...placeIn(region, providerRegion),
        state: "block-new-sharing",
      });
    }
  }
}
