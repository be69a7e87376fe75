import type { AccountRequest } from "@tagform/landing-zone-organization";

/** An account of the data, as far as vending needs it. */
export interface RequestedAccount {
  /** 12 digits, or `pending: <name>`. */
  readonly accountId: string;
  /** @default - nobody vends it: it was there before */
  readonly request?: AccountRequest;
}

export interface NamedRequest {
  /** Of the account's file. */
  readonly name: string;
  readonly accountId: string;
  readonly request: AccountRequest;
}

/** The accounts that are vended, in the order of their names. */
export function requestsOf(accounts: Readonly<Record<string, RequestedAccount>>): NamedRequest[] {
  return Object.entries(accounts)
    .flatMap(([name, { accountId, request }]) =>
      request === undefined ? [] : [{ name, accountId, request }],
    )
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}
