import type { WorkloadProps } from "@tagform/workload-kind";
import { Construct } from "constructs";

import { OrganizationAggregator } from "./organization-aggregator";
import type { OrganizationConfigConfig } from "./organization-config-config";
import { OrganizationRules } from "./organization-rules";

/** Define what AWS Config does for the whole organization. */
export class OrganizationConfig extends Construct {
  public constructor(scope: Construct, id: string, props: WorkloadProps<OrganizationConfigConfig>) {
    super(scope, id);
    const { accountId, partition, config } = props;
    const { organization, rules, excludedAccounts = {} } = config;
    new OrganizationAggregator(this, "aggregator", { accountId, partition });
    new OrganizationRules(this, "rules", {
      ...{ organization, rules },
      excludedAccounts: Object.keys(excludedAccounts).sort(),
    });
  }
}
