import type { Organization } from "@tagform/landing-zone-organization";

import type { AccountCreation, AccountDirectory, OrganizationTree } from "../aws/account-directory";
import { inParallel } from "../aws/in-parallel";
import type { RequestTables, StoredRequest } from "../aws/request-table";
import { type RequestedAccount, requestsOf } from "./requested-account";

/** All that a plan is compared with. */
export interface Existing {
  readonly tree: OrganizationTree;
  /** AFT's stored requests; none where Organizations vends. */
  readonly requests: readonly StoredRequest[];
  /** Creations that Organizations was asked for; none where AFT vends. */
  readonly creations: readonly AccountCreation[];
  /** Tags of the data's accounts by account id; none where AFT vends, whose requests have them. */
  readonly tags: ReadonlyMap<string, Readonly<Record<string, string>>>;
}

export interface ExistingSources {
  readonly directory: AccountDirectory;
  /** @default - nothing is asked of AFT: Organizations vends */
  readonly tables?: RequestTables;
}

/** Organizations answers about 20 calls a second; the SDK slows down by itself. */
const AT_ONCE = 4;

export async function readExisting(
  { vending }: Pick<Organization, "vending">,
  accounts: Readonly<Record<string, RequestedAccount>>,
  { directory, tables }: ExistingSources,
): Promise<Existing> {
  const tree = await directory.tree();
  if (vending === "account-factory") {
    const requests = (await tables?.requests()) ?? [];
    return { tree, requests, creations: [], tags: new Map() };
  }
  const emails = new Set(requestsOf(accounts).map(({ request }) => request.email.toLowerCase()));
  const own = tree.accounts.filter(({ email }) => emails.has(email.toLowerCase()));
  const [creations, tags] = await Promise.all([
    directory.creations(),
    inParallel(own, AT_ONCE, async ({ accountId }) => [accountId, await directory.tags(accountId)] as const),
  ]);
  return { tree, requests: [], creations, tags: new Map(tags) };
}
