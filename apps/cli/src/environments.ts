import { checkCell } from "@tagform/config";
import { type Cell, ENVIRONMENT_NAMES, type EnvironmentName } from "@tagform/deployment";
import { checkLandingZone } from "@tagform/landing-zone-organization";
import { assertNoIssues, type Issue, UserError } from "@tagform/outcome";
import { checkData, checkPlacedRelations, type Environment, kinds } from "@tagform/workload-catalog";

import { loadLandingZone } from "./landing-zone";

/** Where each environment's data is; loaded only when asked for. One line per environment. */
const LOADERS: Partial<Record<EnvironmentName, () => Promise<{ environment: Environment }>>> = {
  dev: () => import("@tagform/environments/dev"),
  qa: () => import("@tagform/environments/qa"),
  staging: () => import("@tagform/environments/staging"),
  prod: () => import("@tagform/environments/prod"),
  tooling: () => import("@tagform/environments/tooling"),
  "landing-zone": () => import("@tagform/environments/landing-zone"),
};

/** The data of one environment, checked by itself. */
export async function loadEnvironment(name: EnvironmentName): Promise<Environment> {
  const environment = await readEnvironment(name);
  assertNoIssues(`environment ${name}`, checkData([environment]));
  return environment;
}

/** The data of all environments, checked by themselves and against each other. */
export async function loadEnvironments(): Promise<Environment[]> {
  const { environments, issues } = await checkedEnvironments();
  assertNoIssues("environments", issues);
  return environments;
}

/** The data of all environments, with everything that is wrong in it. */
export async function checkedEnvironments(): Promise<{ environments: Environment[]; issues: Issue[] }> {
  const environments = await readEnvironments();
  const landingZone = checkLandingZone(await loadLandingZone(), environments);
  return { environments, issues: [...checkData(environments), ...landingZone] };
}

/** The data of a cell's environment, as far as it concerns the cell: its cost does not grow with the number of cells. */
export async function loadEnvironmentOf(cell: Cell): Promise<Environment> {
  const environment = await readEnvironment(cell.environment);
  const { name, teams } = environment;
  const own = Object.fromEntries(Object.entries(teams).filter(([team]) => team === cell.team));
  const scope = `${name}.teams.${cell.team}.scopes.${cell.scope}.`;
  const relations = checkPlacedRelations({ name, teams: own }).filter(({ path }) => path.startsWith(scope));
  assertNoIssues(`environment ${name}`, [...checkCell(environment, cell, kinds), ...relations]);
  return environment;
}

/** The data of all environments as it stands, unchecked. */
export function readEnvironments(): Promise<Environment[]> {
  const configured = ENVIRONMENT_NAMES.filter((name) => LOADERS[name] !== undefined);
  return Promise.all(configured.map(readEnvironment));
}

/** The data of one environment as it stands, unchecked: for what must go on although the data is wrong. */
export async function readEnvironment(name: EnvironmentName): Promise<Environment> {
  const load = LOADERS[name];
  if (load === undefined) {
    throw new UserError(
      `environment ${name} has no data, only ${Object.keys(LOADERS).join(", ")}: add environments/${name} and its line in apps/cli/src/environments.ts`,
    );
  }
  return (await load()).environment;
}
