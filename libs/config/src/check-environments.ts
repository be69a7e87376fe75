import type { Issue } from "@tagform/outcome";

import { checkAccounts } from "./check-accounts";
import { checkAddressRanges } from "./check-address-ranges";
import { checkEnvironment } from "./check-environment";
import { checkRetired } from "./check-retired";
import { checkTeams } from "./check-teams";
import { checkWorkloads, type Kinds } from "./check-workloads";
import type { EnvironmentConfig } from "./environment-config";

/**
 * All that can be wrong with environments and be known before AWS is asked, with paths such as
 * `dev.teams.risk.accountId`. Give it every environment to compare accounts, teams and address ranges across them; one
 * alone is checked as far as it can be.
 */
export function checkEnvironments(environments: readonly EnvironmentConfig[], kinds: Kinds): Issue[] {
  return [
    ...checkDistinct(environments),
    ...environments.flatMap(checkEnvironment),
    ...checkTeams(environments),
    ...checkAccounts(environments),
    ...checkWorkloads(environments, kinds),
    ...checkRetired(environments, kinds),
    ...checkAddressRanges(environments, kinds),
  ];
}

function checkDistinct(environments: readonly EnvironmentConfig[]): Issue[] {
  const names = environments.map(({ name }) => name);
  return names
    .filter((name, index) => names.indexOf(name) !== index)
    .map((name) => ({ path: `${name}.name`, message: `two environments are called ${name}` }));
}
