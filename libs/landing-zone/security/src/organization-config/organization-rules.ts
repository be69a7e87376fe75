import { ConfigOrganizationManagedRule } from "@cdktf/provider-aws/lib/config-organization-managed-rule";
import { Construct } from "constructs";

import { placeIn, type SecurityOrganization } from "../security-organization";
import { isManagedRule, MANAGED_RULES, regionsOf } from "./managed-rule";
import type { OrganizationConfigConfig } from "./organization-config-config";

export interface OrganizationRulesProps {
  readonly organization: SecurityOrganization;
  readonly rules: OrganizationConfigConfig["rules"];
  /** Ids of accounts that no rule reaches. */
  readonly excludedAccounts: readonly string[];
}

/** It waits until every account has the rule. */
const PATIENCE = { create: "30m", update: "30m", delete: "30m" };

/**
 * Define the rules that AWS Config evaluates in every account, also in one that joins later, once it has a recorder.
 *
 * Cost: 0.001 USD for an evaluation of the first 100,000 in a Region each month, less for more.
 */
export class OrganizationRules extends Construct {
  public constructor(scope: Construct, id: string, props: OrganizationRulesProps) {
    super(scope, id);
    const { organization, rules, excludedAccounts } = props;
    for (const [identifier, parameters] of Object.entries(rules)) {
      if (!isManagedRule(identifier)) continue; // the check has refused it
      const rule = MANAGED_RULES[identifier];
      for (const region of regionsOf(rule, organization)) {
        new ConfigOrganizationManagedRule(this, `${identifier}-${region}`, {
          ...placeIn(region, organization.homeRegion),
          name: `tagform-${identifier.toLowerCase().replaceAll("_", "-")}`,
          description: `Finds ${rule.finds}`,
          ruleIdentifier: identifier,
          ...(Object.keys(parameters).length === 0 ? {} : { inputParameters: sortedJson(parameters) }),
          ...(excludedAccounts.length === 0 ? {} : { excludedAccounts: [...excludedAccounts] }),
          timeouts: PATIENCE,
        });
      }
    }
  }
}

/** Whatever order data have. */
const sortedJson = (values: Readonly<Record<string, string>>): string =>
  JSON.stringify(Object.fromEntries(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1))));
