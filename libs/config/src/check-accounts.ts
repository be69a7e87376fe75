import { isPending, quote, requestOfPending } from "@tagform/deployment";
import { check, type Issue } from "@tagform/outcome";

import type { EnvironmentConfig } from "./environment-config";
import { type PlacedTeam, placedTeams } from "./placed";

const ACCOUNT_ID = /^[0-9]{12}$/;

/**
 * Accounts are well formed, and every team has its own in every environment unless sharing is declared. One environment
 * alone cannot tell whether a declaration is needed: the other user may be in an environment that was not given. An
 * account that is not vended yet must be requested.
 */
export function checkAccounts(environments: readonly EnvironmentConfig[]): Issue[] {
  const teams = placedTeams(environments);
  const byAccount = groupByAccount(teams.filter((team) => !isOfLandingZone(team)));
  const vended = new Map(teams.filter(isOfLandingZone).map(({ name, config }) => [name, config.accountId]));
  return teams.flatMap((team) => {
    const { accountId, sharedAccount } = team.config;
    const awaited = isPending(accountId) ? requestOfPending(accountId) : undefined;
    if (awaited === undefined && !ACCOUNT_ID.test(accountId)) {
      return check(false, `${team.path}.accountId`, `must be 12 digits, got ${quote(accountId)}`);
    }
    if (isOfLandingZone(team)) {
      return awaited === undefined ? checkOneCellEach(team, teams) : checkPending(team, awaited, vended);
    }
    const others = (byAccount.get(accountId) ?? []).filter((other) => other !== team);
    const whether = awaited === undefined ? [] : checkPending(team, awaited, vended);
    return sharedAccount === undefined
      ? [...whether, ...checkOwnAccount(team, others)]
      : [
          ...whether,
          ...checkReason(`${team.path}.sharedAccount.reason`, sharedAccount.reason),
          ...(environments.length > 1 ? checkIsShared(`${team.path}.sharedAccount`, accountId, others) : []),
        ];
  });
}

/** The landing zone is in every account: what it sets up there is no second user. */
function isOfLandingZone({ environment }: PlacedTeam): boolean {
  return environment.name === "landing-zone";
}

/** @param vended ids of the landing zone's accounts by name; empty where its data was not given */
function checkPending(team: PlacedTeam, request: string, vended: ReadonlyMap<string, string>): Issue[] {
  const path = `${team.path}.accountId`;
  if (isOfLandingZone(team)) {
    return check(request === team.name, path, `waits for ${quote(request)}: an account waits for itself`);
  }
  if (vended.size === 0) return [];
  const id = vended.get(request);
  return [
    ...check(
      id !== undefined,
      path,
      `waits for ${quote(request)}, which nobody requested: add environments/landing-zone/accounts/${request}.ts`,
    ),
    ...check(
      id === undefined || isPending(id),
      path,
      `waits for ${quote(request)}, which is vended: write its id, ${quote(id ?? "")}`,
    ),
  ];
}

function checkOneCellEach(team: PlacedTeam, teams: readonly PlacedTeam[]): Issue[] {
  const { accountId } = team.config;
  const same = teams.filter(
    (other) => other !== team && isOfLandingZone(other) && other.config.accountId === accountId,
  );
  const names = same.map(({ name }) => name).join(", ");
  return check(same.length === 0, `${team.path}.accountId`, `account ${accountId} is also that of ${names}`);
}

function groupByAccount(teams: readonly PlacedTeam[]): ReadonlyMap<string, readonly PlacedTeam[]> {
  const groups = new Map<string, PlacedTeam[]>();
  for (const team of teams) {
    const { accountId } = team.config;
    groups.set(accountId, [...(groups.get(accountId) ?? []), team]);
  }
  return groups;
}

function checkOwnAccount({ path, config }: PlacedTeam, others: readonly PlacedTeam[]): Issue[] {
  const users = others.map((other) => other.path).join(", ");
  return check(
    others.length === 0,
    `${path}.accountId`,
    `account ${config.accountId} is also used by ${users}: ` +
      `give each its own, or declare sharedAccount with a reason in all of them`,
  );
}

function checkReason(path: string, reason: string): Issue[] {
  return check(reason.trim() !== "", path, "must say why the account is shared, got an empty text");
}

function checkIsShared(path: string, accountId: string, others: readonly PlacedTeam[]): Issue[] {
  return check(others.length > 0, path, `account ${accountId} is used by nobody else: remove sharedAccount`);
}
