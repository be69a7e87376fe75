import { Ec2SerialConsoleAccess } from "@cdktf/provider-aws/lib/ec2-serial-console-access";
import { Construct } from "constructs";

import { placeIn, type RegionSettingsProps } from "./region-settings";

/**
 * Define that nobody reaches an instance by its serial console, past its network.
 *
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configure-access-to-serial-console.html
 */
export class SerialConsole extends Construct {
  public constructor(scope: Construct, id: string, { regions, providerRegion }: RegionSettingsProps) {
    super(scope, id);
    for (const region of regions) {
      new Ec2SerialConsoleAccess(this, region, { ...placeIn(region, providerRegion), enabled: false });
    }
  }
}
