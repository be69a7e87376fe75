import { formatCell, type Scope } from "@tagform/deployment";
import { assertNoIssues, type Issue } from "@tagform/outcome";
import { append, applyEdits, type Edit } from "@tagform/source-edit";
import { checkData, type Environment } from "@tagform/workload-catalog";

import { copyRegion } from "./copy-region";
import { type ExportedObject, type Files, readEnvironments } from "./environment-files";
import { type Place, placeOf, type RegionOptions } from "./place";
import { arrayAt } from "./positions";

export type { RegionOptions } from "./place";

/** What is to be written, and what to tell afterwards. */
export interface AddedRegion {
  /** New texts by path. Not formatted. */
  readonly changed: ReadonlyMap<string, string>;
  readonly notes: readonly string[];
}

/**
 * Adds a Region to a team of one environment: the entry in the team's file, a copy of what it runs elsewhere, and the
 * Region's name wherever a list decides about it. Writes nothing itself.
 *
 * @throws UserError when that cannot be, or when the result would not pass `tagform check`
 */
export function addRegion(files: Files, options: RegionOptions): AddedRegion {
  const place = placeOf(readEnvironments(files), options);
  const { team, environment } = place;
  const roles = rolesToExtend(place);
  const changed = new Map([
    [
      team.path,
      applyEdits(team.text, [
        copyRegion(place, options.set ?? []),
        ...roles.map((role) =>
          nameRegion(team, ["scopes", "global", "workloads", role, "regions"], place.region),
        ),
      ]),
    ],
  ]);
  if (!environment.data.regions.includes(place.region)) {
    const { index } = environment;
    changed.set(index.path, applyEdits(index.text, [nameRegion(index, ["regions"], place.region)]));
  }
  assertNoIssues(`${options.environment} with ${place.region}`, issuesOf(files, changed));
  return { changed, notes: notesOn(place, roles) };
}

/** Roles of the team's global cell that the copied workloads use and that are not for the Region yet. */
function rolesToExtend({ teamData, like, region }: Place): string[] {
  const global = teamData.scopes.global?.workloads ?? {};
  const used = Object.values(teamData.scopes[like]?.workloads ?? {}).flatMap((workload) =>
    "instanceRole" in workload ? [workload.instanceRole.workload] : [],
  );
  return [...new Set(used)].filter((name) => {
    const role = global[name];
    return role?.kind === "workload-role" && !role.regions.includes(region);
  });
}

function nameRegion(file: ExportedObject, keys: readonly string[], region: string): Edit {
  return append(arrayAt(file, keys), JSON.stringify(region));
}

/** The data as it would be, checked as `tagform check` does. */
function issuesOf(files: Files, changed: ReadonlyMap<string, string>): Issue[] {
  const after: Environment[] = readEnvironments({
    read: (path) => changed.get(path) ?? files.read(path),
  }).map(({ data }) => data);
  return checkData(after);
}

function notesOn({ environment, region, like, teamName }: Place, roles: readonly string[]): string[] {
  const cell = (scope: Scope) => formatCell({ environment: environment.data.name, scope, team: teamName });
  const tags = [...(roles.length === 0 ? [] : [cell("global")]), cell(region)];
  return [
    `${teamName} runs in ${region} what it runs in ${like}: read the change, sizes are copied too.`,
    `Specs that list the cells of ${environment.data.name} now fail until they list ${cell(region)}.`,
    `Deploy, in this order: ${tags.map((tag) => `${tag}/<version>`).join(", ")}`,
    ...(roles.length === 0
      ? []
      : [`${cell("global")} changes by ${roles.join(", ")}; no other cell changes.`]),
  ];
}
