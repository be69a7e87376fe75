import { quote } from "@tagform/deployment";
import { check, type Issue } from "@tagform/outcome";

import type { EnvironmentConfig } from "./environment-config";
import { type PlacedTeam, placedTeams } from "./placed";

const ACCOUNT_ID = /^[0-9]{12}$/;

/**
 * Accounts are well formed, and every team has its own in every environment unless sharing is declared. One environment
 * alone cannot tell whether a declaration is needed: the other user may be in an environment that was not given.
 */
export function checkAccounts(environments: readonly EnvironmentConfig[]): Issue[] {
  const teams = placedTeams(environments);
  const byAccount = groupByAccount(teams);
  return teams.flatMap((team) => {
    const { accountId, sharedAccount } = team.config;
    if (!ACCOUNT_ID.test(accountId)) {
      return check(false, `${team.path}.accountId`, `must be 12 digits, got ${quote(accountId)}`);
    }
    const others = (byAccount.get(accountId) ?? []).filter((other) => other !== team);
    return sharedAccount === undefined
      ? checkOwnAccount(team, others)
      : [
          ...checkReason(`${team.path}.sharedAccount.reason`, sharedAccount.reason),
          ...(environments.length > 1 ? checkIsShared(`${team.path}.sharedAccount`, accountId, others) : []),
        ];
  });
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
