import { aftRequestItem, marshallAftRequestItem } from "@tagform/landing-zone-aft";
import type { AccountRequest } from "@tagform/landing-zone-organization";

import type { ExistingAccount, OrganizationTree } from "../aws/account-directory";
import type { StoredRequest } from "../aws/request-table";
import { accountRequest, organization, pending } from "../fixtures/landing-zone";
import { changesOf, planDigest } from "./account-plan";
import type { Existing } from "./existing";
import { planAccounts } from "./plan-accounts";
import type { RequestedAccount } from "./requested-account";

const UNITS = new Map(Object.entries(organization.units).map(([path, { id }]) => [path, id]));

function account(name: string, overrides: Partial<ExistingAccount> = {}): ExistingAccount {
  const parentId = organization.units["Workloads/Dev"].id;
  const email = `aws+${name}@example.com`;
  return { accountId: "012345678901", name, email, state: "ACTIVE", parentId, ...overrides };
}

function stored(request: AccountRequest): StoredRequest {
  return { ...marshallAftRequestItem(aftRequestItem(request, organization)) };
}

function existing(
  accounts: readonly ExistingAccount[],
  requests: readonly StoredRequest[] = [],
  others: Partial<Existing> = {},
): Existing {
  const tree: OrganizationTree = {
    id: organization.id,
    managementAccountId: organization.accounts.management,
    rootId: organization.rootId,
    units: UNITS,
    accounts,
  };
  return { tree, requests, creations: [], tags: new Map(), ...others };
}

type Accounts = Record<string, RequestedAccount>;
const plan = (accounts: Accounts, found: Existing, names?: ReadonlySet<string>) =>
  planAccounts({ organization, accounts }, found, names);
const vended = (name: string, overrides: Partial<AccountRequest> = {}): RequestedAccount => ({
  accountId: "012345678901",
  request: accountRequest(name, overrides),
});

describe("where AFT vends", () => {
  test.each<[string, RequestedAccount, Existing, string]>([
    ["new", pending("a"), existing([]), "create"],
    ["there, and AFT does not know it", vended("a"), existing([account("a")]), "adopt"],
    ["as requested", vended("a"), existing([account("a")], [stored(accountRequest("a"))]), "untouched"],
    [
      "in another unit",
      vended("a", { organizationalUnit: "Workloads/Prod" }),
      existing([account("a")], [stored(accountRequest("a"))]),
      "move",
    ],
    [
      "tagged otherwise",
      vended("a", { tags: { CostCenter: "2" } }),
      existing([account("a")], [stored(accountRequest("a"))]),
      "change",
    ],
    [
      "given up",
      vended("a", { offboard: { as: "close", reason: "it is not needed" } }),
      existing([account("a")], [stored(accountRequest("a"))]),
      "offboarding",
    ],
  ])("an account that is %s", (_, requested, found, action) => {
    expect(plan({ a: requested }, found).accounts).toMatchObject([{ name: "a", action }]);
  });

  test("about a closed account nothing is changed, because AFT's runs would fail on it", () => {
    const found = existing([account("a", { state: "SUSPENDED" })], [stored(accountRequest("a"))]);
    const [planned] = plan({ a: vended("a", { tags: { CostCenter: "2" } }) }, found).accounts;
    expect(planned).toMatchObject({ action: "untouched", request: null });
    expect(planned?.note).toMatch(/^the account is SUSPENDED, .*: offboard it$/);
  });

  test("each change names what it was and what it becomes", () => {
    const before = accountRequest("a", { tags: { CostCenter: "1", Old: "x" }, customFields: { cidr: "10" } });
    const [planned] = plan(
      { a: vended("a", { organizationalUnit: "Workloads/Prod", customizations: "shared" }) },
      existing([account("a")], [stored(before)]),
    ).accounts;
    expect(planned?.changes).toEqual([
      { what: "unit", from: "Dev (ou-ab12-44444444)", to: "Prod (ou-ab12-77777777)" },
      { what: "tag CostCenter", from: "1", to: "1001" },
      { what: "tag Old", from: "x", to: null },
      { what: "custom field cidr", from: "10", to: null },
      { what: "customizations", from: null, to: "shared" },
    ]);
  });

  test("a text whose keys stand in another order is no change", () => {
    const request = accountRequest("a", { tags: { A: "1", B: "2" } });
    const other = { ...stored(request), account_tags: { S: '{ "B": "2", "A": "1" }' } };
    expect(
      plan({ a: vended("a", { tags: { A: "1", B: "2" } }) }, existing([account("a")], [other])).accounts,
    ).toMatchObject([{ action: "untouched", request: null }]);
  });

  test("an account that vanished from the data is told of, and nothing is done to it", () => {
    const found = existing(
      [account("a"), account("b", { accountId: "210987654321" })],
      [stored(accountRequest("a"))],
    );
    const vanished = plan({}, found);
    expect(vanished.accounts).toMatchObject([
      { name: "a", action: "vanished", request: null, account: null, unit: "Workloads/Dev" },
      { name: "b", action: "vanished", request: null, account: null },
    ]);
    expect(changesOf(vanished)).toEqual([]);
  });

  test("accounts of the landing zone itself, external and closed ones have not vanished", () => {
    const found = existing([
      account("audit", { accountId: organization.accounts.audit }),
      account("closed", { accountId: "210987654321", state: "SUSPENDED" }),
    ]);
    expect(plan({}, found).accounts).toEqual([]);
  });

  test("one account can be planned alone", () => {
    const planned = plan({ a: pending("a"), b: pending("b") }, existing([account("c")]), new Set(["b"]));
    expect(planned.accounts.map(({ name }) => name)).toEqual(["b"]);
  });
});

describe("what cannot be vended is refused, all of it together", () => {
  const refusal = (accounts: Accounts, found: Existing): string => {
    try {
      plan(accounts, found);
    } catch (error) {
      return (error as Error).message;
    }
    return "";
  };

  test.each<[string, Partial<AccountRequest>, string]>([
    ["name", { name: "b" }, "request.name: was vended with a, got b: after vending only the unit"],
    [
      "SSO user",
      { ssoUser: { email: "x@example.com", firstName: "Platform", lastName: "Team" } },
      "request.ssoUser.email: was vended with platform@example.com, got x@example.com",
    ],
  ])("the %s of a vended account does not change", (_, overrides, words) => {
    const found = existing([account("a")], [stored(accountRequest("a"))]);
    expect(refusal({ a: vended("a", overrides) }, found)).toContain(words);
  });

  test("another address is another account", () => {
    const found = existing([account("a")], [stored(accountRequest("a"))]);
    expect(refusal({ a: vended("a", { email: "other@example.com" }) }, found)).toContain(
      "account 012345678901 has the address aws+a@example.com, which a request cannot change",
    );
    expect(refusal({ a: pending("a", { email: "other@example.com" }) }, found)).toContain(
      "a was requested with aws+a@example.com, got other@example.com: the address identifies the account",
    );
  });

  test("an address stays taken, also by a closed account, whatever its case", () => {
    const closed = account("old", { state: "SUSPENDED", email: "AWS+a@example.com" });
    expect(refusal({ a: pending("a") }, existing([closed]))).toContain(
      "aws+a@example.com is the address of account 012345678901 (old, SUSPENDED): an address stays taken",
    );
  });

  test("units must be there, be the data's, and be registered", () => {
    const found = existing([]);
    const tree = { ...found.tree, units: new Map([["Workloads/Dev", "ou-ab12-99999999"]]) };
    const accounts = {
      a: pending("a"),
      b: pending("b", { organizationalUnit: "Workloads/Prod" }),
      c: pending("c", { organizationalUnit: "Suspended" }),
    };
    const words = refusal(accounts, { ...found, tree });
    expect(words).toContain(
      "unit Workloads/Dev is ou-ab12-99999999 in the organization, and ou-ab12-44444444",
    );
    expect(words).toContain("the organization has no unit Workloads/Prod");
    expect(words).toContain("unit Suspended is not registered in Control Tower");
  });

  test("an id that the organization does not have is no account", () => {
    expect(refusal({ a: vended("a") }, existing([]))).toContain(
      "a.accountId: the organization has no account 012345678901",
    );
  });
});

describe("where Organizations vends", () => {
  const alone = { ...organization, vending: "organizations" } as const;
  const planAlone = (accounts: Accounts, found: Existing) =>
    planAccounts({ organization: alone, accounts }, found).accounts;

  test("unit and own tags are compared with the account itself; tags of others stay", () => {
    const tags = new Map([["012345678901", { CostCenter: "1", "aws:x": "y" }]]);
    const found = existing([account("a", { parentId: organization.rootId })], [], { tags });
    expect(planAlone({ a: vended("a") }, found)).toMatchObject([
      {
        action: "move",
        changes: [
          { what: "unit", from: "r-ab12", to: "ou-ab12-44444444" },
          { what: "tag CostCenter", from: "1", to: "1001" },
        ],
      },
    ]);
  });

  test("one that AWS is creating is said to be", () => {
    const creations = [{ id: "car-1", name: "a", state: "IN_PROGRESS" }] as const;
    expect(planAlone({ a: pending("a") }, existing([], [], { creations }))).toMatchObject([
      { action: "create", note: "AWS is creating it (car-1)" },
    ]);
  });
});

test("the digest is of what is planned: the same for the same facts, another for others", () => {
  const digest = (accounts: Accounts, found: Existing) => planDigest(plan(accounts, found));
  const [one, other] = [account("x"), account("y", { accountId: "210987654321" })];
  const first = digest({ a: pending("a"), b: pending("b") }, existing([one, other]));
  expect(digest({ b: pending("b"), a: pending("a") }, existing([other, one]))).toBe(first);
  expect(digest({ a: pending("a") }, existing([one, other]))).not.toBe(first);
});
