import { Ec2InstanceMetadataDefaults } from "@cdktf/provider-aws/lib/ec2-instance-metadata-defaults";
import { Construct } from "constructs";

import { placeIn, type RegionSettingsProps } from "./region-settings";

export interface InstanceMetadataProps extends RegionSettingsProps {
  /** Network hops that an answer may take: 1 ends at the instance, 2 at a container on it. */
  readonly hops: number;
}

/**
 * Define what instances get that ask for nothing else: metadata only to sessions (IMDSv2). It is a default: who launches
 * may ask for version 1, unless a control policy forbids it.
 *
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-IMDS-new-instances.html
 */
export class InstanceMetadata extends Construct {
  public constructor(scope: Construct, id: string, props: InstanceMetadataProps) {
    super(scope, id);
    for (const region of props.regions) {
      new Ec2InstanceMetadataDefaults(this, region, {
        ...placeIn(region, props.providerRegion),
        httpTokens: "required",
        httpPutResponseHopLimit: props.hops,
      });
    }
  }
}
