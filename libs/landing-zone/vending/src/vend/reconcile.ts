import { RefusedError } from "@tagform/outcome";

import { type AccountPlan, canonical, changesOf, type PlannedAccount } from "../plan/account-plan";

/** Of an approved plan, what is still to be done and what is done already: by a run that ended early, or by another. */
export interface Reconciled {
  readonly open: readonly PlannedAccount[];
  readonly done: readonly PlannedAccount[];
}

/**
 * Compares an approved plan with a new one of now.
 *
 * @throws RefusedError where an account neither stands as the plan found it nor as the plan leaves it
 */
export function reconcile(approved: AccountPlan, now: AccountPlan): Reconciled {
  if (approved.organization !== now.organization || approved.vending !== now.vending) {
    throw new RefusedError(
      `the plan is of organization ${approved.organization} (${approved.vending}), this is ${now.organization} ` +
        `(${now.vending}): run tagform accounts plan again`,
    );
  }
  const today = new Map(now.accounts.map((account) => [account.name, account]));
  const open: PlannedAccount[] = [];
  const done: PlannedAccount[] = [];
  const stale: string[] = [];
  for (const account of changesOf(approved)) {
    const current = today.get(account.name);
    if (current !== undefined && isSameWork(account, current)) open.push(current);
    else if (current?.action === "untouched" && current.email === account.email) done.push(account);
    else stale.push(`  ${account.name}: was to ${account.action}, now ${describe(current)}`);
  }
  if (stale.length === 0) return { open, done };
  throw new RefusedError(
    [
      "what exists or what the data says has changed since this plan was made, nothing was done:",
      ...stale,
      "run tagform accounts plan again, and approve the new plan",
    ].join("\n"),
  );
}

/**
 * Whether the same is still to be done. Where Organizations vends, an account that was made and not moved yet is the same
 * work: it only begins later.
 */
function isSameWork(approved: PlannedAccount, now: PlannedAccount): boolean {
  if (canonical(approved.request) !== canonical(now.request)) return false;
  if (approved.account === null || now.account === null) return approved.account === now.account;
  if (canonical(approved.account.after) !== canonical(now.account.after)) return false;
  return (
    approved.account.before === null || canonical(approved.account.before) === canonical(now.account.before)
  );
}

function describe(account: PlannedAccount | undefined): string {
  if (account === undefined) return "no data requests it";
  const changes = account.changes.map(({ what, from, to }) => `${what} ${from ?? "-"} -> ${to ?? "-"}`);
  return changes.length === 0 ? account.action : `${account.action} (${changes.join(", ")})`;
}
