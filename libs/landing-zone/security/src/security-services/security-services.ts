import type { WorkloadProps } from "@tagform/workload-kind";
import { Construct } from "constructs";

import { RegionalServices } from "../regional-services";
import type { SecurityServicesConfig } from "./security-services-config";

/**
 * Define a detector and a hub in every governed Region of the audit account. The delegation would switch both on as well,
 * with settings of its own, and Terraform could make none after that.
 *
 * https://docs.aws.amazon.com/securityhub/latest/userguide/designate-orgs-admin-account.html
 */
export class SecurityServices extends Construct {
  public constructor(scope: Construct, id: string, props: WorkloadProps<SecurityServicesConfig>) {
    super(scope, id);
    const { region: own, config } = props;
    const { organization, findingFrequency } = config;
    for (const region of organization.governedRegions) {
      new RegionalServices(this, region, { region, own, findingFrequency });
    }
  }
}
