import type { Issue } from "@tagform/outcome";

import type { EnvironmentConfig } from "./environment-config";
import type { KindRules } from "./kind-rules";

/** All issues of the environments' data, with paths such as `dev.teams.risk.accountId`. */
export function checkEnvironments(
  environments: readonly EnvironmentConfig[],
  kinds: Readonly<Record<string, KindRules>>,
): Issue[] {
  return environments.flatMap(({ name, teams }) =>
    Object.entries(teams).flatMap(([team, { scopes }]) =>
      Object.entries(scopes).flatMap(([scope, { workloads }]) =>
        Object.entries(workloads).flatMap(
          ([workload, config]) =>
            kinds[config.kind]?.check(
              `${name}.teams.${team}.scopes.${scope}.workloads.${workload}`,
              config,
            ) ?? [],
        ),
      ),
    ),
  );
}
