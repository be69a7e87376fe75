import type { Organization } from "@tagform/landing-zone-organization";
import { check, formatIssues, type Issue, RefusedError } from "@tagform/outcome";

import type { OrganizationTree } from "../aws/account-directory";
import type { NamedRequest } from "../plan/requested-account";

/** A cell of the account, as its environment's data and its state have it. */
export interface CellOfAccount {
  /** `dev_us-east-1/research` */
  readonly cell: string;
  /** Whether the data gives the cell up. */
  readonly isRetired: boolean;
  /** In its state; null where there is none. */
  readonly resources: number | null;
}

export interface OffboardingFacts {
  readonly organization: Organization;
  readonly named: NamedRequest;
  readonly tree: OrganizationTree;
  /** What was typed to say that it is meant. */
  readonly confirm: string;
  readonly cells: readonly CellOfAccount[];
}

/** The unit for accounts that are given up. Path in the organization's data. */
export const SUSPENDED = "Suspended";

/**
 * All that keeps an account from being given up by mistake.
 *
 * @throws RefusedError with every reason
 */
export function assertMayOffboard(facts: OffboardingFacts): void {
  const issues = [
    ...checkIntent(facts),
    ...checkAccount(facts),
    ...checkSuspended(facts),
    ...checkCells(facts),
  ];
  if (issues.length > 0) throw new RefusedError(formatIssues(`offboarding ${facts.named.name}`, issues));
}

function checkIntent({ named, confirm }: OffboardingFacts): Issue[] {
  const { name, request } = named;
  return [
    ...check(
      request.offboard !== undefined,
      `${name}.request.offboard`,
      `the data does not give the account up: write offboard: { as, reason } into environments/landing-zone/accounts/${name}.ts, and have that reviewed`,
    ),
    ...check(
      confirm === name,
      "--confirm",
      `must be the account's name, ${name}, got ${JSON.stringify(confirm)}`,
    ),
  ];
}

/** Both its id and its address must be those of the data: one of them may be a slip. */
function checkAccount({ organization, named, tree }: OffboardingFacts): Issue[] {
  const { name, accountId, request } = named;
  const role = Object.entries(organization.accounts).find(([, id]) => id === accountId)?.[0];
  const account = tree.accounts.find((one) => one.accountId === accountId);
  const isOwn = account?.email.toLowerCase() === request.email.toLowerCase();
  const found = account === undefined ? "has no such account" : `has it with the address ${account.email}`;
  return [
    ...check(
      role === undefined && accountId !== tree.managementAccountId,
      `${name}.accountId`,
      `${accountId} is the organization's account ${role ?? "management"}, which is never given up`,
    ),
    ...check(
      isOwn,
      `${name}.accountId`,
      `is ${accountId} with the address ${request.email} in the data, and the organization ${found}: correct the data`,
    ),
  ];
}

function checkSuspended({ organization, tree }: OffboardingFacts): Issue[] {
  const id = organization.units[SUSPENDED]?.id;
  return check(
    id !== undefined && tree.units.get(SUSPENDED) === id,
    `units.${SUSPENDED}`,
    `the organization needs a unit ${SUSPENDED}, with its id in organization.ts: accounts that are given up go there`,
  );
}

function checkCells({ cells, named }: OffboardingFacts): Issue[] {
  return cells.flatMap(({ cell, isRetired, resources }) =>
    check(
      resources === null || resources === 0,
      cell,
      `has ${resources ?? 0} resources in account ${named.accountId}: ` +
        (isRetired
          ? "deliver the retired cell, which destroys them"
          : "retire the cell in its data and deliver it, which destroys them"),
    ),
  );
}
