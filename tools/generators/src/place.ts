import { didYouMean, isRegion, quote, type Region, REGION_CODES, REGIONS } from "@tagform/deployment";
import { UserError } from "@tagform/outcome";
import type { Team } from "@tagform/workload-catalog";

import type { ExportedObject, WrittenEnvironment } from "./environment-files";

/** What the user asks for. */
export interface RegionOptions {
  readonly team: string;
  readonly environment: string;
  readonly region: string;
  /**
   * The Region of the team whose workloads are copied.
   *
   * @default - the team's first one
   */
  readonly like?: string;
  /**
   * Texts that are others in the new Region: `website.network.cidr=10.0.64.0/20`.
   *
   * @default - free address ranges are found, all else is copied
   */
  readonly set?: readonly string[];
}

/** Where the Region comes to, all of it known to exist. */
export interface Place {
  readonly environments: readonly WrittenEnvironment[];
  readonly environment: WrittenEnvironment;
  readonly teamName: string;
  readonly team: ExportedObject;
  readonly teamData: Team;
  readonly region: Region;
  readonly like: Region;
}

/** @throws UserError that says what is there instead */
export function placeOf(environments: readonly WrittenEnvironment[], options: RegionOptions): Place {
  const environment = environmentNamed(environments, options.environment);
  const { team: teamName } = options;
  const { teams, name } = environment.data;
  const team = environment.team(teamName);
  const teamData = Object.hasOwn(teams, teamName) ? teams[teamName] : undefined;
  if (team === undefined || teamData === undefined) {
    const known = Object.keys(teams);
    throw new UserError(
      `environment ${name} has no team ${quote(teamName)}, only ${known.join(", ")}${didYouMean(teamName, known)}`,
    );
  }
  const region = newRegion(environment, teamName, teamData, options.region);
  return { environments, environment, teamName, team, teamData, region, like: regionLike(options, teamData) };
}

function environmentNamed(environments: readonly WrittenEnvironment[], name: string): WrittenEnvironment {
  const found = environments.find(({ data }) => data.name === name);
  if (found !== undefined) return found;
  const known = environments.map(({ data }) => data.name);
  throw new UserError(
    `there is no environment ${quote(name)}, only ${known.join(", ")}${didYouMean(name, known)}`,
  );
}

function newRegion({ data }: WrittenEnvironment, team: string, { scopes }: Team, text: string): Region {
  if (!isRegion(text)) {
    throw new UserError(`${quote(text)} is no AWS Region${didYouMean(text, REGION_CODES)}`);
  }
  if (scopes[text] !== undefined) {
    throw new UserError(`team ${team} is in ${text} of environment ${data.name} already`);
  }
  const { partition, optIn } = REGIONS[text];
  const own = REGIONS[data.state.buildRegion].partition;
  if (partition !== own) {
    throw new UserError(`${text} is in partition ${partition}, environment ${data.name} is in ${own}`);
  }
  if (optIn && data.optInRegions?.includes(text) !== true) {
    const file = `environments/${data.name}/index.ts`;
    throw new UserError(
      `${text} must be switched on in every account first: do that, then list it in regions and optInRegions of ${file}`,
    );
  }
  return text;
}

function regionLike({ like, team }: RegionOptions, { scopes }: Team): Region {
  const known = Object.keys(scopes).filter(isRegion);
  const [first] = known;
  if (first === undefined) throw new UserError(`team ${team} is in no Region yet: there is nothing to copy`);
  if (like === undefined) return first;
  const found = known.find((region) => region === like);
  if (found !== undefined) return found;
  throw new UserError(
    `team ${team} is not in ${quote(like)}, only in ${known.join(", ")}${didYouMean(like, known)}`,
  );
}
