import { check, type Issue } from "@tagform/outcome";

import type { Kinds } from "./check-workloads";
import type { EnvironmentConfig } from "./environment-config";
import { type PlacedTeam, placedTeams, placedWorkloads } from "./placed";

/**
 * Cells that are to be destroyed: each says why, no other cell of its team still needs it, and nothing in it is protected
 * from that.
 */
export function checkRetired(environments: readonly EnvironmentConfig[], kinds: Kinds): Issue[] {
  return placedTeams(environments).flatMap((team) => [
    ...checkReasons(team),
    ...checkGlobalGoesLast(team),
    ...checkProtection(team, kinds),
  ]);
}

function checkReasons({ path, config }: PlacedTeam): Issue[] {
  return Object.entries(config.scopes).flatMap(([scope, { retired }]) =>
    check(
      retired === undefined || retired.trim() !== "",
      `${path}.scopes.${scope}.retired`,
      "must say why everything in the cell is destroyed, got an empty text",
    ),
  );
}

function checkGlobalGoesLast({ path, config: { scopes } }: PlacedTeam): Issue[] {
  if (scopes.global?.retired === undefined) return [];
  const staying = Object.entries(scopes).flatMap(([scope, { retired }]) =>
    retired === undefined ? [scope] : [],
  );
  return check(
    staying.length === 0,
    `${path}.scopes.global.retired`,
    `destroys what ${staying.join(", ")} of the team still look up: retire and destroy them first`,
  );
}

function checkProtection(team: PlacedTeam, kinds: Kinds): Issue[] {
  const retired = new Set(
    Object.entries(team.config.scopes).flatMap(([scope, config]) =>
      config.retired === undefined ? [] : [scope],
    ),
  );
  return placedWorkloads(team).flatMap(({ path, scope, config }) => {
    const rules = Object.hasOwn(kinds, config.kind) ? kinds[config.kind] : undefined;
    const first = retired.has(scope) ? rules?.beforeRetiring?.(config) : undefined;
    return first === undefined ? [] : [{ path, message: `cannot be destroyed yet: ${first}` }];
  });
}
