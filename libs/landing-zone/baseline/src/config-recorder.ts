import { ConfigConfigurationRecorder } from "@cdktf/provider-aws/lib/config-configuration-recorder";
import { ConfigConfigurationRecorderStatus } from "@cdktf/provider-aws/lib/config-configuration-recorder-status";
import { ConfigDeliveryChannel } from "@cdktf/provider-aws/lib/config-delivery-channel";
import { IamServiceLinkedRole } from "@cdktf/provider-aws/lib/iam-service-linked-role";
import { physicalName, type Region } from "@tagform/deployment";
import { suppress } from "@tagform/workload-kind";
import { Construct } from "constructs";

import type { ConfigRecorderConfig } from "./config-recorder-config";
import { placeIn, type RegionSettingsProps } from "./region-settings";

export interface ConfigRecorderProps extends RegionSettingsProps, Omit<ConfigRecorderConfig, "ungoverned"> {}

/** AWS's own name for them, which its console looks for. An account has one recorder and one channel in a Region. */
const NAME = "default";

/**
 * Define that AWS Config records how resources change, in each Region, and delivers that to the log archive. Rules need it.
 *
 * Cost: 0.003 USD for each recorded change; `daily` 0.012 for each resource that changed in a day.
 *
 * https://docs.aws.amazon.com/config/latest/developerguide/stop-start-recorder.html
 */
export class ConfigRecorder extends Construct {
  public constructor(scope: Construct, id: string, props: ConfigRecorderProps) {
    super(scope, id);
    // AWS updates what this role may read, together with the types that it records.
    const role = new IamServiceLinkedRole(this, "role", { awsServiceName: "config.amazonaws.com" });
    for (const region of props.regions) this.recordIn(region, role.arn, props);
  }

  /** Config starts no recorder without a channel, and takes no channel without a recorder. */
  private recordIn(region: Region, roleArn: string, props: ConfigRecorderProps): void {
    const { bucketName, prefix, keyArn, frequency = "continuous" } = props;
    const place = placeIn(region, props.providerRegion);
    const recordsGlobalTypes = region === props.globalTypesIn;
    const recorder = new ConfigConfigurationRecorder(this, region, {
      ...place,
      name: physicalName("configRecorder", NAME),
      roleArn,
      recordingGroup: { allSupported: true, includeGlobalResourceTypes: recordsGlobalTypes },
      recordingMode: { recordingFrequency: frequency.toUpperCase() },
    });
    const channel = new ConfigDeliveryChannel(this, `${region}-channel`, {
      ...place,
      name: physicalName("configRecorder", NAME),
      s3BucketName: bucketName,
      ...(prefix === undefined ? {} : { s3KeyPrefix: prefix }),
      ...(keyArn === undefined ? {} : { s3KmsKeyArn: keyArn }),
      dependsOn: [recorder],
    });
    new ConfigConfigurationRecorderStatus(this, `${region}-status`, {
      ...place,
      name: recorder.name,
      isEnabled: true,
      dependsOn: [channel],
    });
    if (recordsGlobalTypes) return;
    suppress(recorder, "CKV2_AWS_48", {
      reason: `types that all Regions share are recorded once, in ${props.globalTypesIn}`,
    });
  }
}
