/** What stands where an account's id will stand once it is vended: `pending: research-dev`. */
export const PENDING = "pending: ";

export type PendingAccountId = `${typeof PENDING}${string}`;

export function isPending(accountId: string): accountId is PendingAccountId {
  return accountId.startsWith(PENDING);
}

/** The request, by name of its file, that the id is waited for. */
export function requestOfPending(accountId: PendingAccountId): string {
  return accountId.slice(PENDING.length);
}
