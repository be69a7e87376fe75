import { GuarddutyDetector } from "@cdktf/provider-aws/lib/guardduty-detector";
import { SecurityhubAccount } from "@cdktf/provider-aws/lib/securityhub-account";
import { suppress, type WorkloadProps } from "@tagform/workload-kind";
import { Construct } from "constructs";

import { placeIn } from "../security-organization";
import type { SecurityServicesConfig } from "./security-services-config";

/**
 * Define a detector and a hub in every governed Region of the audit account. Both would come into being by the delegation
 * as well, at a time and with settings of their own, and Terraform could make none after that.
 *
 * Standards are enabled by the organization's configuration, where they have reasons: none comes with the hub.
 */
export class SecurityServices extends Construct {
  public constructor(scope: Construct, id: string, props: WorkloadProps<SecurityServicesConfig>) {
    super(scope, id);
    const { region: own, config } = props;
    for (const region of config.organization.governedRegions) {
      const place = placeIn(region, own);
      const detector = new GuarddutyDetector(this, `detector-${region}`, {
        ...place,
        enable: true,
        findingPublishingFrequency: config.findingFrequency,
      });
      suppress(detector, "CKV2_AWS_3", {
        reason:
          "the organization's accounts get theirs from the cell of the home Region, organization-security",
      });
      new SecurityhubAccount(this, `hub-${region}`, {
        ...place,
        enableDefaultStandards: false,
        autoEnableControls: true,
        // One finding for a control, however many standards have it.
        controlFindingGenerator: "SECURITY_CONTROL",
      });
    }
  }
}
