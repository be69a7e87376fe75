import {
  type Cell,
  didYouMean,
  formatCell,
  isPending,
  isScope,
  type Partition,
  quote,
  type Region,
  REGIONS,
  requestOfPending,
} from "@tagform/deployment";
import { RefusedError, UserError } from "@tagform/outcome";

import type { EnvironmentConfig, KindConfig, TeamConfig } from "./environment-config";

/** A cell with what the environment's data says about it. */
export interface ResolvedCell<Workload extends KindConfig = KindConfig> {
  readonly cell: Cell;
  /** The account in which the cell is deployed. */
  readonly accountId: string;
  /** The tag's Region; for `global` the environment's `globalResourceDeployFromRegion`. */
  readonly providerRegion: Region;
  readonly partition: Partition;
  readonly workloads: Readonly<Record<string, Workload>>;
  /** Why a delivery destroys the cell; absent where it deploys it. */
  readonly retired?: string;
}

/**
 * Looks a cell up in its environment's data.
 *
 * @throws UserError when the cell is of another environment, or its team or scope is not in the data
 */
export function resolveCell<Workload extends KindConfig>(
  environment: EnvironmentConfig<Workload>,
  cell: Cell,
): ResolvedCell<Workload>;
// For an environment written `as const`: there each workload has a type of its own, and none that is common to all.
export function resolveCell(environment: EnvironmentConfig, cell: Cell): ResolvedCell;
export function resolveCell<Workload extends KindConfig>(
  environment: EnvironmentConfig<Workload>,
  cell: Cell,
): ResolvedCell<Workload> {
  if (cell.environment !== environment.name) {
    const text = quote(formatCell(cell));
    throw new UserError(
      `cell ${text} is of environment ${cell.environment}, this is environment ${environment.name}`,
    );
  }
  const team = teamOf(environment, cell.team);
  const scope = team.scopes[cell.scope];
  if (scope === undefined) throw missingScope(environment, cell, team);
  const providerRegion = cell.scope === "global" ? environment.globalResourceDeployFromRegion : cell.scope;
  const { partition } = REGIONS[providerRegion];
  const { workloads, retired } = scope;
  const whether = retired === undefined ? {} : { retired };
  return { cell, accountId: team.accountId, providerRegion, partition, workloads, ...whether };
}

/**
 * A cell that can be deployed: as {@link resolveCell}.
 *
 * @throws RefusedError when its account is not vended yet
 */
export function deployableCell<Workload extends KindConfig>(
  environment: EnvironmentConfig<Workload>,
  cell: Cell,
): ResolvedCell<Workload> {
  const resolved = resolveCell(environment, cell);
  const { accountId } = resolved;
  if (!isPending(accountId)) return resolved;
  const request = requestOfPending(accountId);
  throw new RefusedError(
    `cell ${formatCell(cell)} has no account yet: ${request} is requested and not vended; ` +
      `\`tagform accounts track ${request}\` tells how far it is, and writes the account's id when there is one`,
  );
}

/** Whether the cell's account exists. */
export function isDeployable(environment: EnvironmentConfig, cell: Cell): boolean {
  return !isPending(resolveCell(environment, cell).accountId);
}

/** The cells of an environment whose accounts exist, in the order of {@link cellsOf}. */
export function deployableCellsOf(environment: EnvironmentConfig): Cell[] {
  return cellsOf(environment).filter((cell) => isDeployable(environment, cell));
}

/** All cells of an environment, team by team, `global` first: what is global is deployed before what is Regional. */
export function cellsOf(environment: EnvironmentConfig): Cell[] {
  return Object.entries(environment.teams).flatMap(([team, { scopes }]) => {
    const names = Object.keys(scopes).filter(isScope);
    const ordered = [
      ...names.filter((name) => name === "global"),
      ...names.filter((name) => name !== "global"),
    ];
    return ordered.map((scope) => ({ environment: environment.name, scope, team }));
  });
}

function teamOf<Workload extends KindConfig>(
  { name, teams }: EnvironmentConfig<Workload>,
  team: string,
): TeamConfig<Workload> {
  const config = Object.hasOwn(teams, team) ? teams[team] : undefined;
  if (config !== undefined) return config;
  const known = Object.keys(teams);
  const only = known.length === 0 ? "" : `, only ${known.join(", ")}`;
  throw new UserError(
    `environment ${name} has no team ${quote(team)}${only}: add environments/${name}/${team}.ts` +
      didYouMean(team, known).replace(", did", ", or did") +
      TAKEN_OUT,
  );
}

function missingScope({ name }: EnvironmentConfig, cell: Cell, { scopes }: TeamConfig): UserError {
  const known = Object.keys(scopes);
  const only = known.length === 0 ? "" : `, only in ${known.join(", ")}`;
  return new UserError(
    `team ${cell.team} has nothing in ${cell.scope} of environment ${name}${only}: ` +
      `add "${cell.scope}" to scopes in environments/${name}/${cell.team}.ts` +
      didYouMean(cell.scope, known).replace(", did", ", or did") +
      TAKEN_OUT,
  );
}

const TAKEN_OUT =
  '; if it was taken out while it was deployed, put it back with `retired: "<why>"`, and a tag destroys what is left';
