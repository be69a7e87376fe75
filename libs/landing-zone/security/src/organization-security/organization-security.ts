import type { WorkloadProps } from "@tagform/workload-kind";
import { Construct } from "constructs";

import { OrganizationAccessAnalyzer } from "./organization-access-analyzer";
import { OrganizationGuardDuty } from "./organization-guard-duty";
import type { OrganizationSecurityConfig } from "./organization-security-config";
import { OrganizationSecurityHub } from "./organization-security-hub";

/** Define what the security services do for all accounts of the organization, also for one that joins tomorrow. */
export class OrganizationSecurity extends Construct {
  public constructor(scope: Construct, id: string, props: WorkloadProps<OrganizationSecurityConfig>) {
    super(scope, id);
    const { region, partition, config } = props;
    const { organization, guardDuty, securityHub, accessAnalyzer } = config;
    for (const each of organization.governedRegions) {
      new OrganizationGuardDuty(this, `guard-duty-${each}`, { ...guardDuty, region: each, own: region });
    }
    new OrganizationSecurityHub(this, "security-hub", { ...securityHub, organization, partition });
    new OrganizationAccessAnalyzer(this, "access-analyzer", { ...accessAnalyzer, organization });
  }
}
