import type { WorkloadProps } from "@tagform/workload-kind";
import { Construct } from "constructs";

import { type AccountBaselineConfig, regionsOf } from "./account-baseline-config";
import { MEASURES } from "./measures";

/** Define what an account of the organization is born with, measure by measure. */
export class AccountBaseline extends Construct {
  public constructor(scope: Construct, id: string, props: WorkloadProps<AccountBaselineConfig>) {
    super(scope, id);
    const { name, region, accountId, partition, config } = props;
    const owner = { name, region, accountId, partition };
    const settings = { regions: [...regionsOf(config)].sort(), providerRegion: region };
    for (const [measure, build] of Object.entries(MEASURES))
      build(this, measure, { config, owner, settings });
  }
}
