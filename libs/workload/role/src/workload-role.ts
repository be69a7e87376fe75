import { instanceRoleFolder, instanceRoleName, roleVariant } from "@tagform/identity";
import type { WorkloadProps } from "@tagform/workload-kind";
import { TerraformOutput } from "cdktf";
import { Construct } from "constructs";

import { InstanceRole } from "./instance-role";
import type { WorkloadRoleConfig } from "./workload-role-config";

/** Define the instance roles of a team's regional workloads: one, or one per Region, each in every version. */
export class WorkloadRole extends Construct {
  public readonly roleNames: readonly string[];

  public constructor(scope: Construct, id: string, props: WorkloadProps<WorkloadRoleConfig>) {
    super(scope, id);
    const { name, cell, accountId, partition, config } = props;
    const folder = instanceRoleFolder({ cell, workload: name });

    const roles = variantsOf(config).map(({ region, version, regions }) => {
      const variant = roleVariant(region, version).join("-");
      const roleName = instanceRoleName({ cell, workload: name, region, version });
      return new InstanceRole(this, variant === "" ? "only" : variant, {
        roleName,
        regions,
        accountId,
        partition,
        folder,
      });
    });

    this.roleNames = roles.map(({ roleName }) => roleName);
    new TerraformOutput(this, "role-names", {
      value: this.roleNames,
      description: "Roles that instances of regional cells use",
    });
  }
}

function variantsOf({ perRegion, regions, versions }: WorkloadRoleConfig) {
  const places = perRegion
    ? regions.map((region) => ({ region, regions: [region] }))
    : [{ region: undefined, regions }];
  return places.flatMap((place) => (versions ?? [undefined]).map((version) => ({ ...place, version })));
}
