import { quote } from "@tagform/deployment";
import { check, type Issue } from "@tagform/outcome";

import type { EnvironmentConfig } from "./environment-config";
import { type PlacedTeam, placedTeams } from "./placed";

const ACCOUNT_ID = /^[0-9]{12}$/;

/** Accounts are well formed, and every team has its own in every environment unless sharing is declared. */
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
      : checkSharedAccount(`${team.path}.sharedAccount`, sharedAccount.reason, accountId, others);
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

function checkSharedAccount(
  path: string,
  reason: string,
  accountId: string,
  others: readonly PlacedTeam[],
): Issue[] {
  return [
    ...check(reason.trim() !== "", `${path}.reason`, "must say why the account is shared, got an empty text"),
    ...check(others.length > 0, path, `account ${accountId} is used by nobody else: remove sharedAccount`),
  ];
}
