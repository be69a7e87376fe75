import { GuarddutyDetector } from "@cdktf/provider-aws/lib/guardduty-detector";
import { SecurityhubAccount } from "@cdktf/provider-aws/lib/securityhub-account";
import type { Region } from "@tagform/deployment";
import { suppress } from "@tagform/workload-kind";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";

import { placeIn } from "./security-organization";

export interface RegionalServicesProps {
  readonly region: Region;
  /** The provider's Region. */
  readonly own: Region;
  /**
   * How soon GuardDuty tells of a finding that it has seen before.
   *
   * @default - as the administrator has it
   */
  readonly findingFrequency?: string;
}

/**
 * Define GuardDuty and Security Hub of an account in one Region, where the organization does not switch them on by itself.
 *
 * Standards are enabled by the organization's configuration, where they have reasons: none comes with the hub.
 */
export class RegionalServices extends Construct {
  public readonly parts: ITerraformDependable[];

  public constructor(scope: Construct, id: string, props: RegionalServicesProps) {
    super(scope, id);
    const { region, own, findingFrequency } = props;
    const place = placeIn(region, own);
    const detector = new GuarddutyDetector(this, "detector", {
      ...place,
      enable: true,
      ...(findingFrequency === undefined ? {} : { findingPublishingFrequency: findingFrequency }),
    });
    suppress(detector, "CKV2_AWS_3", {
      reason:
        "the organization's accounts get theirs from the cell of the home Region, organization-security",
    });
    const hub = new SecurityhubAccount(this, "hub", {
      ...place,
      enableDefaultStandards: false,
      autoEnableControls: true,
      // One finding for a control, however many standards have it.
      controlFindingGenerator: "SECURITY_CONTROL",
    });
    this.parts = [detector, hub];
  }
}
