import { type Partition } from "@tagform/deployment";
import type { WorkloadProps } from "@tagform/workload-kind";
import { TerraformOutput } from "cdktf";
import { Construct } from "constructs";

import { AccountRoles } from "./account-roles";
import type { AccountRolesConfig } from "./account-roles-config";

/** Define as whom deployments work in an account, from the data of the platform. */
export class AccountRolesWorkload extends Construct {
  public constructor(scope: Construct, id: string, props: WorkloadProps<AccountRolesConfig>) {
    super(scope, id);
    const { accountId, config } = props;
    // A Region's partition is one of them; what every workload is given does not say so.
    const partition = props.partition as Partition;
    const { toolingAccountId, laptops, ...settings } = config;
    const roles = new AccountRoles(this, "roles", {
      ...settings,
      account: { accountId, partition },
      tooling: { accountId: toolingAccountId, partition },
      ...(laptops === undefined ? {} : { laptopRoles: laptops.roles }),
    });
    new TerraformOutput(this, "boundary-arn", {
      value: roles.boundaryArn,
      description: "Boundary for roles that deployments make in the account",
    });
  }
}
