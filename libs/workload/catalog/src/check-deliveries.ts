import { cellsOf } from "@tagform/config";
import { quote } from "@tagform/deployment";
import { check, type Issue } from "@tagform/outcome";

import type { Environment, Workload } from "./environment";

type Delivery = Extract<Workload, { readonly kind: "delivery-pipeline" }>;

/**
 * The issues of deliveries that say of an environment what its own data does not. A cell of the platform cannot read that
 * data: it would change with every team and every size. A delivery of an environment that is not given is not looked at.
 */
export function checkDeliveries(environments: readonly Environment[]): Issue[] {
  return environments.flatMap(({ name, teams }) =>
    Object.entries(teams).flatMap(([team, { scopes }]) =>
      Object.entries(scopes).flatMap(([scope, { workloads }]) =>
        Object.entries(workloads).flatMap(([workload, config]) => {
          const path = `${name}.teams.${team}.scopes.${scope}.workloads.${workload}`;
          if (config.kind !== "delivery-pipeline") return [];
          const environment = environments.find((each) => each.name === config.environment);
          return environment === undefined ? [] : checkDelivery(path, config, scope, environment);
        }),
      ),
    ),
  );
}

function checkDelivery(path: string, delivery: Delivery, scope: string, environment: Environment): Issue[] {
  const { name, approval, releaseBranch, repository, state } = environment;
  const agree = (key: string, says: string, got: string): Issue[] =>
    check(
      says === got,
      `${path}.${key}`,
      `must be ${quote(says)} as in environment ${name}, got ${quote(got)}`,
    );
  return [
    ...agree("approval", approval, delivery.approval),
    ...agree("releaseBranch", releaseBranch, delivery.releaseBranch),
    ...agree("tfBackendConfigPrefix", state.tfBackendConfigPrefix, delivery.tfBackendConfigPrefix),
    ...agree("layout", state.layout, delivery.layout),
    ...check(
      lastPart(delivery.repository.repository) === lastPart(repository),
      `${path}.repository.repository`,
      `must be the repository ${quote(repository)} of environment ${name}, got ${quote(delivery.repository.repository)}`,
    ),
    ...check(
      scope === state.buildRegion,
      path,
      `is in ${scope}, but environment ${name} is built in ${state.buildRegion}: move it there`,
    ),
    ...checkTeams(`${path}.teams`, delivery, environment),
    ...checkScopes(`${path}.scopes`, delivery, environment),
  ];
}

const lastPart = (repository: string): string => repository.split("/").at(-1) ?? "";

function checkTeams(path: string, delivery: Delivery, { name, teams }: Environment): Issue[] {
  const names = [...new Set([...Object.keys(teams), ...Object.keys(delivery.teams)])].sort();
  return names.flatMap((team) => {
    const says = teams[team]?.accountId;
    const got = delivery.teams[team];
    if (says === got) return [];
    const place = `${path}.${team}`;
    if (says === undefined) return [{ path: place, message: `is no team of environment ${name}: remove it` }];
    const message =
      got === undefined
        ? `is missing: environment ${name} deploys it into account ${says}`
        : `must be ${quote(says)} as in environment ${name}, got ${quote(got)}`;
    return [{ path: place, message }];
  });
}

function checkScopes(path: string, delivery: Delivery, environment: Environment): Issue[] {
  if (environment.state.layout === "central") return [];
  const says = [...new Set(cellsOf(environment).map(({ scope }) => scope))].sort();
  const got = [...(delivery.scopes ?? [])].sort();
  return check(
    says.join() === got.join(),
    path,
    `must be those in which environment ${environment.name} has cells, ${says.join(", ")}, got ${got.join(", ")}`,
  );
}
