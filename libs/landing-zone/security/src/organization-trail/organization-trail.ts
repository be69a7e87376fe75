import type { WorkloadProps } from "@tagform/workload-kind";
import { Construct } from "constructs";

import { ControlTowerTrailCheck } from "./control-tower-trail-check";
import type { OrganizationTrailConfig } from "./organization-trail-config";
import { RecordedOrganization } from "./recorded-organization";

/** Define the organization's trail, or the check that Control Tower's is there: two would record everything twice. */
export class OrganizationTrail extends Construct {
  public constructor(scope: Construct, id: string, props: WorkloadProps<OrganizationTrailConfig>) {
    super(scope, id);
    const { region, partition, config } = props;
    const { organization, trail } = config;
    if (trail.madeBy === "control-tower") {
      new ControlTowerTrailCheck(this, "control-tower", { organization, region });
    } else {
      new RecordedOrganization(this, "recorded", { organization, trail, region, partition });
    }
  }
}
