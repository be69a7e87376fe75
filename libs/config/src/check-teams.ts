import { checkTeamName, didYouMean, isPlatformEnvironment, isScope, quote } from "@tagform/deployment";
import { check, type Issue } from "@tagform/outcome";

import type { EnvironmentConfig } from "./environment-config";
import { type PlacedTeam, placedTeams } from "./placed";

/** Team names, the scopes in which teams are, and that all environments for workloads have the same teams. */
export function checkTeams(environments: readonly EnvironmentConfig[]): Issue[] {
  return [
    ...placedTeams(environments).flatMap((team) => [
      ...checkTeamName(team.path, team.name),
      ...checkScopes(team),
    ]),
    ...checkParity(environments.filter(({ name }) => !isPlatformEnvironment(name))),
  ];
}

function checkScopes({ path, config, environment }: PlacedTeam): Issue[] {
  const enabled: readonly string[] = ["global", ...environment.regions];
  const scopes = Object.keys(config.scopes);
  return [
    ...check(scopes.length > 0, `${path}.scopes`, "must have at least one scope"),
    ...scopes
      .filter((scope) => !enabled.includes(scope))
      .map((scope) => ({
        path: `${path}.scopes.${scope}`,
        message: isScope(scope)
          ? `${scope} is not enabled for environment ${environment.name}, only ${environment.regions.join(", ")}`
          : `${quote(scope)} is neither "global" nor an AWS Region${didYouMean(scope, enabled)}`,
      })),
  ];
}

function checkParity(environments: readonly EnvironmentConfig[]): Issue[] {
  const everyTeam = [...new Set(environments.flatMap(({ teams }) => Object.keys(teams)))];
  return environments.flatMap(({ name, teams }) =>
    everyTeam
      .filter((team) => !Object.hasOwn(teams, team))
      .map((team) => {
        const holders = environments.filter((other) => Object.hasOwn(other.teams, team));
        const where = holders.map((holder) => holder.name).join(", ");
        const message = `team ${team} of ${where} is missing: add environments/${name}/${team}.ts`;
        return { path: `${name}.teams`, message };
      }),
  );
}
