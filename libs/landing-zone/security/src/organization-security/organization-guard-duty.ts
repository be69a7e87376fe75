import { DataAwsGuarddutyDetector } from "@cdktf/provider-aws/lib/data-aws-guardduty-detector";
import { GuarddutyDetectorFeature } from "@cdktf/provider-aws/lib/guardduty-detector-feature";
import { GuarddutyOrganizationConfiguration } from "@cdktf/provider-aws/lib/guardduty-organization-configuration";
import { GuarddutyOrganizationConfigurationFeature } from "@cdktf/provider-aws/lib/guardduty-organization-configuration-feature";
import type { Region } from "@tagform/deployment";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";

import { placeIn } from "../security-organization";
import { type Membership, PROTECTION_PLANS, type ProtectionPlan } from "./protection-plan";

export interface OrganizationGuardDutyProps {
  readonly plans: Readonly<Record<ProtectionPlan, Membership>>;
  /** The Region that is protected. */
  readonly region: Region;
  /** The provider's Region. */
  readonly own: Region;
}

/**
 * Define GuardDuty of one Region for all accounts: every member gets a detector, and the plans that are asked for.
 *
 * Cost: by events and volume; 4 USD for a million of CloudTrail's, 1 USD for a GB of flow logs and DNS, less for more.
 */
export class OrganizationGuardDuty extends Construct {
  public constructor(scope: Construct, id: string, { plans, region, own }: OrganizationGuardDutyProps) {
    super(scope, id);
    const place = placeIn(region, own);
    const detectorId = new DataAwsGuarddutyDetector(this, "detector", place).id;
    let last: ITerraformDependable = new GuarddutyOrganizationConfiguration(this, "members", {
      ...place,
      detectorId,
      autoEnableOrganizationMembers: "ALL",
    });
    for (const name of PROTECTION_PLANS) {
      const autoEnable = plans[name];
      // GuardDuty forgets a change that another one overtakes.
      last = new GuarddutyOrganizationConfigurationFeature(this, `members-${name}`, {
        ...{ ...place, detectorId, name, autoEnable },
        dependsOn: [last],
      });
      // The settings for members do not reach the administrator's own detector.
      last = new GuarddutyDetectorFeature(this, `audit-${name}`, {
        ...{ ...place, detectorId, name },
        status: autoEnable === "NONE" ? "DISABLED" : "ENABLED",
        dependsOn: [last],
      });
    }
  }
}
