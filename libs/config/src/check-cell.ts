import type { Cell } from "@tagform/deployment";
import type { Issue } from "@tagform/outcome";

import { checkAccounts } from "./check-accounts";
import { checkAddressRanges } from "./check-address-ranges";
import { checkEnvironment } from "./check-environment";
import { checkRetired } from "./check-retired";
import { checkTeams } from "./check-teams";
import { checkWorkloads, type Kinds } from "./check-workloads";
import type { EnvironmentConfig } from "./environment-config";

/**
 * All that can be wrong with one cell: with its own data, with what its environment decides for all, and between it and
 * the others, whose accounts and address ranges it must not use. What else is wrong with them does not stop it, and
 * costs it nothing.
 */
export function checkCell(environment: EnvironmentConfig, cell: Cell, kinds: Kinds): Issue[] {
  const own = onlyCell(environment, cell);
  const team = `${environment.name}.teams.${cell.team}.`;
  const scope = `${team}scopes.${cell.scope}.`;
  return [
    ...checkEnvironment(environment),
    ...checkTeams([own]),
    ...checkAccounts([environment]).filter(({ path }) => path.startsWith(team)),
    ...checkWorkloads([own], kinds),
    ...checkRetired([environment], kinds).filter(({ path }) => path.startsWith(scope)),
    ...checkAddressRanges([environment], kinds, (path) => path.startsWith(scope)),
  ];
}

/** The environment without any other cell; without any at all if it does not have this one. */
function onlyCell(environment: EnvironmentConfig, { team: name, scope }: Cell): EnvironmentConfig {
  const team = Object.hasOwn(environment.teams, name) ? environment.teams[name] : undefined;
  const config = team?.scopes[scope];
  if (team === undefined || config === undefined) return { ...environment, teams: {} };
  return { ...environment, teams: { [name]: { ...team, scopes: { [scope]: config } } } };
}
