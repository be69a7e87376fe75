import { SecurityhubConfigurationPolicy } from "@cdktf/provider-aws/lib/securityhub-configuration-policy";
import { SecurityhubConfigurationPolicyAssociation } from "@cdktf/provider-aws/lib/securityhub-configuration-policy-association";
import { SecurityhubFindingAggregator } from "@cdktf/provider-aws/lib/securityhub-finding-aggregator";
import { SecurityhubOrganizationConfiguration } from "@cdktf/provider-aws/lib/securityhub-organization-configuration";
import { suppress } from "@tagform/workload-kind";
import { Construct } from "constructs";

import type { SecurityOrganization } from "../security-organization";
import type { OrganizationSecurityConfig } from "./organization-security-config";
import { standardArn } from "./standard";

export interface OrganizationSecurityHubProps {
  readonly organization: SecurityOrganization;
  readonly partition: string;
  readonly standards: OrganizationSecurityConfig["securityHub"]["standards"];
  readonly disabledControls?: OrganizationSecurityConfig["securityHub"]["disabledControls"];
}

/**
 * Define Security Hub for all accounts: findings of all governed Regions in the home Region, and one policy, attached to
 * the root of the organization, that switches the hub on and holds every account to the same standards.
 *
 *     aggregator ──► central configuration ──► policy ──► root
 *
 * That is central configuration, which reaches accounts that exist as well as new ones, and takes from them the choice.
 * Controls need AWS Config in the account and Region: https://docs.aws.amazon.com/securityhub/latest/userguide/central-configuration-intro.html
 *
 * Cost: 0.0010 USD for a check of the first 100,000 in an account and Region each month; findings are free up to 10,000.
 */
export class OrganizationSecurityHub extends Construct {
  public constructor(scope: Construct, id: string, props: OrganizationSecurityHubProps) {
    super(scope, id);
    const { organization, partition, standards, disabledControls = {} } = props;
    const { homeRegion, governedRegions, rootId } = organization;
    const others = governedRegions.filter((region) => region !== homeRegion).sort();
    const aggregator = new SecurityhubFindingAggregator(this, "aggregator", {
      ...(others.length === 0
        ? { linkingMode: "NO_REGIONS" }
        : { linkingMode: "SPECIFIED_REGIONS", specifiedRegions: others }),
    });
    suppress(aggregator, "TAGFORM_CELL_5", {
      reason: "it brings findings of the governed Regions to the home Region, which is what it is for",
    });
    const central = new SecurityhubOrganizationConfiguration(this, "organization", {
      // Both are the policy's.
      autoEnable: false,
      autoEnableStandards: "NONE",
      organizationConfiguration: { configurationType: "CENTRAL" },
      dependsOn: [aggregator],
    });
    const policy = new SecurityhubConfigurationPolicy(this, "policy", {
      name: "tagform-organization",
      description: "What every account of the organization is held to",
      configurationPolicy: {
        serviceEnabled: true,
        enabledStandardArns: standards.map((each) => standardArn(each, homeRegion, partition)).sort(),
        securityControlsConfiguration: { disabledControlIdentifiers: Object.keys(disabledControls).sort() },
      },
      dependsOn: [central],
    });
    new SecurityhubConfigurationPolicyAssociation(this, "association", {
      policyId: policy.id,
      targetId: rootId,
    });
  }
}
