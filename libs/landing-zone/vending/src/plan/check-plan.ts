import { isPending } from "@tagform/deployment";
import type { Organization } from "@tagform/landing-zone-organization";
import { check, type Issue } from "@tagform/outcome";

import type { ExistingAccount } from "../aws/account-directory";
import { emailOf, parameterOf, type StoredRequest } from "../aws/request-table";
import { fixedDifferences } from "./compare-request";
import type { Existing } from "./existing";
import type { NamedRequest } from "./requested-account";

/** One requested account beside what exists of it. */
export interface Found {
  readonly named: NamedRequest;
  /** With its email address. */
  readonly account: ExistingAccount | undefined;
  /** AFT's stored one. */
  readonly stored: StoredRequest | undefined;
  /** What AFT's is to be. */
  readonly wanted: StoredRequest | undefined;
}

/** What nobody can vend, with what to do instead. */
export function checkPlan(
  organization: Pick<Organization, "units" | "vending">,
  existing: Existing,
  found: readonly Found[],
): Issue[] {
  return found.flatMap((one) => [
    ...checkUnit(organization, existing, one),
    ...checkIdentity(existing, one),
    ...checkFixed(one),
    ...checkRenamed(existing, one),
  ]);
}

const at = ({ named }: Found, rest: string): string => `${named.name}.${rest}`;

function checkUnit(
  { units, vending }: Pick<Organization, "units" | "vending">,
  { tree }: Existing,
  found: Found,
): Issue[] {
  const { organizationalUnit: path, offboard } = found.named.request;
  if (offboard !== undefined) return [];
  const where = at(found, "request.organizationalUnit");
  const unit = units[path];
  const id = tree.units.get(path);
  const isWrong = id !== undefined && unit?.id !== id;
  return [
    ...check(
      id !== undefined,
      where,
      `the organization has no unit ${path}: make it first, then write its id into organization.ts`,
    ),
    ...check(
      !isWrong,
      where,
      `unit ${path} is ${id ?? ""} in the organization, and ${unit?.id ?? "without id"} in organization.ts: correct the data`,
    ),
    ...check(
      vending === "organizations" || unit?.registered !== false,
      where,
      `unit ${path} is not registered in Control Tower, which vends into registered ones only`,
    ),
  ];
}

/** An address belongs to one account for ever, a name to one account of an organization that AFT vends into. */
function checkIdentity({ tree, creations }: Existing, found: Found): Issue[] {
  const { account, named, stored } = found;
  const { accountId, request } = named;
  const email = at(found, "request.email");
  if (!isPending(accountId)) {
    const own = tree.accounts.find((one) => one.accountId === accountId);
    if (own === undefined) {
      return [{ path: at(found, "accountId"), message: `the organization has no account ${accountId}` }];
    }
    return check(
      own.email.toLowerCase() === request.email.toLowerCase(),
      email,
      `account ${accountId} has the address ${own.email}, which a request cannot change: another address is another account`,
    );
  }
  // Without AFT, what AWS says of the creation is what tells an account of ours.
  const isOurs = creations.some((one) => one.accountId === account?.accountId && one.name === request.name);
  if (account !== undefined && stored === undefined && !isOurs) {
    const { accountId: taken, name, state } = account;
    const what = `${request.email} is the address of account ${taken} (${name}, ${state})`;
    const todo =
      state === "ACTIVE"
        ? `if it is this one, write its id into environments/landing-zone/accounts/${named.name}.ts, else choose another address`
        : "an address stays taken after closing: choose another one, for example with another word behind the plus sign";
    return [{ path: email, message: `${what}: ${todo}` }];
  }
  const namesake = tree.accounts.find((one) => one.name === request.name && one !== account);
  return check(
    account !== undefined || namesake === undefined,
    at(found, "request.name"),
    `account ${namesake?.accountId ?? ""} has the name ${request.name} already (${namesake?.email ?? ""}): choose another one`,
  );
}

function checkFixed(found: Found): Issue[] {
  const { stored, wanted } = found;
  if (stored === undefined || wanted === undefined) return [];
  return fixedDifferences(stored, wanted).map(({ what, from, to }) => ({
    path: at(found, `request.${what}`),
    message:
      `was vended with ${from ?? "none"}, got ${to ?? "none"}: after vending only the unit and what is not Control ` +
      "Tower's may change: put it back",
  }));
}

function checkRenamed({ requests }: Existing, found: Found): Issue[] {
  const { stored, named } = found;
  const { name, email } = named.request;
  const other = requests.find((one) => parameterOf(one, "AccountName") === name && emailOf(one) !== email);
  return check(
    stored !== undefined || other === undefined,
    at(found, "request.email"),
    `${name} was requested with ${other === undefined ? "" : emailOf(other)}, got ${email}: the address identifies ` +
      "the account, another one is another account: put it back",
  );
}
