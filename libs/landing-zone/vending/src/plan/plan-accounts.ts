import { isPending } from "@tagform/deployment";
import { aftRequestItem, marshallAftRequestItem } from "@tagform/landing-zone-aft";
import type { Organization } from "@tagform/landing-zone-organization";
import { assertNoIssues } from "@tagform/outcome";

import { emailOf } from "../aws/request-table";
import type { AccountAction, AccountPlan, PlannedAccount, WantedAccount } from "./account-plan";
import { checkPlan, type Found } from "./check-plan";
import { compareRequests, differencesOfMaps } from "./compare-request";
import type { Existing } from "./existing";
import { type NamedRequest, type RequestedAccount, requestsOf } from "./requested-account";
import { vanishedAccounts } from "./vanished";

export interface LandingZoneData {
  readonly organization: Organization;
  /** By the name of the account's file. */
  readonly accounts: Readonly<Record<string, RequestedAccount>>;
}

/**
 * Compares the data with what exists.
 *
 * @param names the accounts that are planned
 * @default names - all of them, and those that no data names
 * @throws UserError with all that cannot be vended
 */
export function planAccounts(
  { organization, accounts }: LandingZoneData,
  existing: Existing,
  names?: ReadonlySet<string>,
): AccountPlan {
  const found = requestsOf(accounts)
    .filter(({ name }) => names?.has(name) !== false)
    .map((named) => findAccount(organization, existing, named));
  assertNoIssues("what is requested", checkPlan(organization, existing, found));
  const planned = found.map((one) =>
    organization.vending === "account-factory" ? planRequest(one) : planAccount(organization, existing, one),
  );
  return {
    format: 1,
    organization: organization.id,
    vending: organization.vending,
    accounts: [
      ...planned,
      ...(names === undefined ? vanishedAccounts(organization, accounts, existing) : []),
    ],
  };
}

function findAccount(organization: Organization, existing: Existing, named: NamedRequest): Found {
  const { request } = named;
  const email = request.email.toLowerCase();
  const isAft = organization.vending === "account-factory";
  return {
    named,
    account: existing.tree.accounts.find((account) => account.email.toLowerCase() === email),
    stored: existing.requests.find((stored) => emailOf(stored) === request.email),
    wanted:
      isAft && organization.units[request.organizationalUnit]?.id !== undefined
        ? { ...marshallAftRequestItem(aftRequestItem(request, organization)) }
        : undefined,
  };
}

const describe = ({ named, account }: Found) => ({
  name: named.name,
  accountName: named.request.name,
  email: named.request.email,
  accountId: account?.accountId ?? null,
  unit: named.request.organizationalUnit,
});

/** Where AFT vends: from the stored request to the wanted one. */
function planRequest(found: Found): PlannedAccount {
  const { named, account, stored, wanted } = found;
  const nothing = { ...describe(found), changes: [], request: null, account: null };
  if (named.request.offboard !== undefined) return offboarding(found);
  if (wanted === undefined || isGone(found)) return { ...nothing, action: "untouched", note: noteOn(found) };
  if (stored === undefined) {
    const action = account === undefined ? "create" : "adopt";
    const note = account === undefined ? null : "it exists: AFT takes it over and runs its customizations";
    return { ...nothing, action, note, request: { before: null, after: wanted } };
  }
  const changes = compareRequests(stored, wanted);
  if (changes.length === 0) return { ...nothing, action: "untouched", note: noteOn(found) };
  const action = changes.some(({ what }) => what === "unit") ? "move" : "change";
  return { ...nothing, action, changes, note: noteOn(found), request: { before: stored, after: wanted } };
}

/** Where Organizations vends: from the account to what it is to be. */
function planAccount({ units }: Organization, existing: Existing, found: Found): PlannedAccount {
  const { named, account } = found;
  const { request } = named;
  if (request.offboard !== undefined) return offboarding(found);
  const parentId = units[request.organizationalUnit]?.id ?? "";
  const after: WantedAccount = { parentId, tags: request.tags };
  const nothing = { ...describe(found), request: null };
  if (account === undefined) {
    const creation = existing.creations.find(
      ({ name, state }) => name === request.name && state === "IN_PROGRESS",
    );
    const note = creation === undefined ? null : `AWS is creating it (${creation.id})`;
    return { ...nothing, action: "create", changes: [], note, account: { before: null, after } };
  }
  if (isGone(found)) {
    return { ...nothing, action: "untouched", changes: [], note: noteOn(found), account: null };
  }
  const tags = existing.tags.get(account.accountId) ?? {};
  const before: WantedAccount = { parentId: account.parentId, tags };
  // Other tags are those of others: AWS and the finance team write some, too.
  const own = Object.fromEntries(Object.entries(tags).filter(([key]) => Object.hasOwn(request.tags, key)));
  const isElsewhere = account.parentId !== parentId;
  const changes = [
    ...(isElsewhere ? [{ what: "unit", from: account.parentId, to: parentId }] : []),
    ...differencesOfMaps("tag", own, request.tags),
  ];
  const action: AccountAction = changes.length === 0 ? "untouched" : isElsewhere ? "move" : "change";
  return { ...nothing, action, changes, note: noteOn(found), account: { before, after } };
}

/** Whether nothing can be changed about the account any more. */
function isGone({ account }: Found): boolean {
  return account !== undefined && account.state !== "ACTIVE" && account.state !== "PENDING_ACTIVATION";
}

function offboarding(found: Found): PlannedAccount {
  const { name } = found.named;
  const note =
    found.account === undefined
      ? `there is no such account: remove environments/landing-zone/accounts/${name}.ts`
      : `it is given up: tagform accounts offboard ${name} --confirm ${name}`;
  return {
    ...describe(found),
    action: "offboarding",
    changes: [],
    note,
    request: null,
    account: null,
  };
}

function noteOn(found: Found): string | null {
  const { named, account } = found;
  if (account === undefined) return "requested, not in the organization yet: tagform accounts status";
  if (isGone(found)) {
    return `the account is ${account.state}, and AFT's runs over all accounts fail on one that is closed: offboard it`;
  }
  if (isPending(named.accountId)) return `its id is ${account.accountId}: tagform accounts track writes it`;
  return null;
}
