import type { EnvironmentConfig, KindConfig, TeamConfig } from "./environment-config";

/** A team's data and where it stands: `dev.teams.risk`. */
export interface PlacedTeam {
  readonly path: string;
  readonly name: string;
  readonly environment: EnvironmentConfig;
  readonly config: TeamConfig;
}

/** A workload's data and where it stands: `dev.teams.risk.scopes.us-east-1.workloads.website`. */
export interface PlacedWorkload {
  readonly path: string;
  readonly name: string;
  readonly team: PlacedTeam;
  readonly scope: string;
  readonly config: KindConfig;
}

export function placedTeams(environments: readonly EnvironmentConfig[]): PlacedTeam[] {
  return environments.flatMap((environment) =>
    Object.entries(environment.teams).map(([name, config]) => ({
      path: `${environment.name}.teams.${name}`,
      name,
      environment,
      config,
    })),
  );
}

export function placedWorkloads(team: PlacedTeam): PlacedWorkload[] {
  return Object.entries(team.config.scopes).flatMap(([scope, { workloads }]) =>
    Object.entries(workloads).map(([name, config]) => ({
      path: `${team.path}.scopes.${scope}.workloads.${name}`,
      name,
      team,
      scope,
      config,
    })),
  );
}
