import { parseCell } from "@tagform/deployment";
import type { WorkloadProps } from "@tagform/workload-kind";
import { TerraformOutput } from "cdktf";
import { Construct } from "constructs";

import { EnvironmentState } from "./environment-state";
import type { StateStorageConfig } from "./state-storage-config";

/** Define what keeps an environment's states, from the data of the platform. */
export class StateStorage extends Construct {
  public constructor(scope: Construct, id: string, props: WorkloadProps<StateStorageConfig>) {
    super(scope, id);
    const { region, accountId, partition, config } = props;
    const { users, breakGlassRoles, ...settings } = config;
    const arnOf = (role: string): string => `arn:${partition}:iam::${accountId}:role/${role}`;
    const state = new EnvironmentState(this, "store", {
      ...settings,
      region,
      accountId,
      partition,
      users: users?.map(({ role, step, cells }) => ({
        roleArn: arnOf(role),
        step,
        cells: cells?.map((cell) => parseCell(cell)),
      })),
      breakGlassRoleArns: breakGlassRoles?.map(arnOf),
    });
    this.tell("bucket", state.bucketName, "Bucket of the states, and of the records of deliveries");
    this.tell("lock-table", state.lockTableName, "Table that locks the states");
    this.tell("key-arn", state.keyArn, "Key of both");
  }

  private tell(name: string, value: string, description: string): void {
    new TerraformOutput(this, name, { value, description });
  }
}
