import { didYouMean, isTeamName, LONGEST_TEAM_NAME, quote } from "@tagform/deployment";
import { check, type Issue } from "@tagform/outcome";

import type { EnvironmentConfig } from "./environment-config";
import type { KindRules } from "./kind-rules";
import { placedTeams, type PlacedWorkload, placedWorkloads } from "./placed";

export type Kinds = Readonly<Record<string, KindRules>>;

/** Each workload's name, kind and place, and what its kind checks. */
export function checkWorkloads(environments: readonly EnvironmentConfig[], kinds: Kinds): Issue[] {
  return placedTeams(environments)
    .flatMap(placedWorkloads)
    .flatMap((workload) => [...checkName(workload), ...checkKind(workload, kinds)]);
}

function checkName({ path, name }: PlacedWorkload): Issue[] {
  const allowed = `a-z, 0-9 and single hyphens between them, a letter first, at most ${LONGEST_TEAM_NAME} characters`;
  return check(isTeamName(name), path, `workload name ${quote(name)} is malformed, allowed is ${allowed}`);
}

function checkKind(workload: PlacedWorkload, kinds: Kinds): Issue[] {
  const { path, config, scope, team } = workload;
  const rules = Object.hasOwn(kinds, config.kind) ? kinds[config.kind] : undefined;
  if (rules === undefined) {
    const known = Object.keys(kinds);
    const message = `kind ${quote(config.kind)} is unknown, only ${known.join(", ")}${didYouMean(config.kind, known)}`;
    return [{ path: `${path}.kind`, message }];
  }
  const fits = (rules.scope === "global") === (scope === "global");
  const place = rules.scope === "global" ? 'the scope "global"' : "a Region";
  return [
    ...check(fits, `${path}.kind`, `kind ${config.kind} belongs into ${place}, not into ${scope}`),
    ...rules.check(path, config, { scope, accountId: team.config.accountId }),
  ];
}
