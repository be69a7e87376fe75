import type { GuardedOrganization } from "./guarded-organization";

/** An account and where it is in the organization. */
export interface PlacedAccount {
  /** The name of its file: `research-dev`. */
  readonly name: string;
  /** 12 digits, or `pending: <name>` until it is vended. */
  readonly accountId: string;
  /**
   * Path of its unit.
   *
   * @default - not in the data: only what the root has is known to apply
   */
  readonly organizationalUnit?: string;
}

/** The part of an account's file that tells where it is. */
export interface AccountFile {
  readonly accountId: string;
  readonly request?: { readonly organizationalUnit: string };
}

/** Where Control Tower puts its log archive and its audit account when it is set up. */
const SECURITY = "Security";

/** The accounts of an organization by name: requested ones in the unit of their request. */
export function placedAccounts(
  { units, accounts }: Pick<GuardedOrganization, "units" | "accounts">,
  files: Readonly<Record<string, AccountFile>>,
): readonly PlacedAccount[] {
  const ofControlTower = [accounts.logArchive, accounts.audit];
  return Object.entries(files).map(([name, { accountId, request }]) => {
    const security = ofControlTower.includes(accountId) && SECURITY in units ? SECURITY : undefined;
    const organizationalUnit = request?.organizationalUnit ?? security;
    return { name, accountId, ...(organizationalUnit !== undefined && { organizationalUnit }) };
  });
}
