import { createHash } from "node:crypto";

import type { Vending } from "@tagform/landing-zone-organization";

import type { StoredRequest } from "../aws/request-table";

/**
 * What becomes of an account: `adopt`: it exists, and AFT is told of it; `offboarding`: its data gives it up, which
 * another command does; `vanished`: it exists and no data names it, and nothing is done about it.
 */
export type AccountAction = "create" | "adopt" | "move" | "change" | "untouched" | "offboarding" | "vanished";

/** One difference between what exists and what the data says. */
export interface AccountChange {
  /** `unit`, `tag CostCenter`, `custom field vpc_cidr`, `customizations`, `change reason` */
  readonly what: string;
  /** Null where there is none. */
  readonly from: string | null;
  readonly to: string | null;
}

/** What an account without Control Tower is to be. */
export interface WantedAccount {
  readonly parentId: string;
  readonly tags: Readonly<Record<string, string>>;
}

export interface PlannedAccount {
  /** In the data; of a vanished one the account's own name. */
  readonly name: string;
  readonly accountName: string;
  readonly email: string;
  readonly action: AccountAction;
  /** Null before the account exists. */
  readonly accountId: string | null;
  /** Path of the unit that it is to be in; of a vanished one that it is in. */
  readonly unit: string | null;
  readonly changes: readonly AccountChange[];
  /** What the reader should know. */
  readonly note: string | null;
  /** Where AFT vends: its request as it is stored, and as it is to be. Null where nothing is to be written. */
  readonly request: { readonly before: StoredRequest | null; readonly after: StoredRequest } | null;
  /** Where Organizations vends: the account as it is, null before it exists, and as it is to be. */
  readonly account: { readonly before: WantedAccount | null; readonly after: WantedAccount } | null;
}

/** What differs between the data and what exists. Without times: of the same facts it is the same plan. */
export interface AccountPlan {
  readonly format: 1;
  /** `o-a1b2c3d4e5` */
  readonly organization: string;
  readonly vending: Vending;
  readonly accounts: readonly PlannedAccount[];
}

/** The actions by which vending changes something. */
export const CHANGING: ReadonlySet<AccountAction> = new Set(["create", "adopt", "move", "change"]);

/** The accounts that `vend` does something about. */
export function changesOf({ accounts }: AccountPlan): PlannedAccount[] {
  return accounts.filter(({ action }) => CHANGING.has(action));
}

/** SHA-256 of the plan, as hexadecimal text: what is approved. */
export function planDigest(plan: AccountPlan): string {
  return createHash("sha256").update(canonical(plan)).digest("hex");
}

/** JSON whose bytes depend on the value alone. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}
