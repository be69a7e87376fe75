/** What stands where an account's id will stand once it is vended: `pending: research-dev`. */
export const PENDING = "pending: ";

export type PendingAccountId = `${typeof PENDING}${string}`;

/** Whether the id is still waited for. */
export function isPending(accountId: string): accountId is PendingAccountId {
  return accountId.startsWith(PENDING);
}

/** The account, by its name in the landing zone, whose id is waited for. */
export function requestOfPending(accountId: PendingAccountId): string {
  return accountId.slice(PENDING.length);
}
