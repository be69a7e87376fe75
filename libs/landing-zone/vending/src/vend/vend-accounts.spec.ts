import { FakeDirectory } from "../fixtures/fake-directory";
import { organization as withAft, pending } from "../fixtures/landing-zone";
import { type AccountPlan, changesOf } from "../plan/account-plan";
import { readExisting } from "../plan/existing";
import { planAccounts } from "../plan/plan-accounts";
import type { RequestedAccount } from "../plan/requested-account";
import { reconcile } from "./reconcile";
import { CREATIONS_AT_ONCE, vendAccounts, type VendedAccount } from "./vend-accounts";

const organization = { ...withAft, vending: "organizations" } as const;
const DEV = organization.units["Workloads/Dev"].id;
const sleep = () => Promise.resolve();
const report = () => undefined;

type Accounts = Record<string, RequestedAccount>;

async function planNow(accounts: Accounts, directory: FakeDirectory): Promise<AccountPlan> {
  return planAccounts({ organization, accounts }, await readExisting(organization, accounts, { directory }));
}
async function vend(
  approved: AccountPlan,
  accounts: Accounts,
  directory: FakeDirectory,
): Promise<VendedAccount[]> {
  const { open } = reconcile(approved, await planNow(accounts, directory));
  return vendAccounts({ open, directory, rootId: organization.rootId, sleep, report });
}
const many = (count: number): Accounts =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => `team-${index}`).map((name) => [name, pending(name)]),
  );

test("accounts are created, waited for, moved into their unit and tagged", async () => {
  const directory = new FakeDirectory();
  const accounts = many(1);
  const approved = await planNow(accounts, directory);
  expect(await vend(approved, accounts, directory)).toEqual([
    { name: "team-0", accountId: "100000000000", problem: null },
  ]);
  expect(directory.accounts).toMatchObject([{ email: "aws+team-0@example.com", parentId: DEV }]);
  expect(directory.tagged.get("100000000000")).toEqual({ CostCenter: "1001" });
  expect(changesOf(await planNow(accounts, directory))).toEqual([]);
});

test("no more are created at once than AWS allows", async () => {
  const directory = new FakeDirectory();
  const accounts = many(23);
  await vend(await planNow(accounts, directory), accounts, directory);
  expect(directory.mostAtOnce).toBe(CREATIONS_AT_ONCE);
  expect(directory.accounts).toHaveLength(23);
});

test.each([
  ["before AWS is asked", "create"],
  ["between creation and move", "move"],
])("a run that ended %s is repeated without a second account", async (_, where) => {
  let isKilled = true;
  const directory = new FakeDirectory((call) => {
    if (isKilled && call.startsWith(where)) throw new Error("killed");
  });
  const accounts = many(2);
  const approved = await planNow(accounts, directory);
  await expect(vend(approved, accounts, directory)).rejects.toThrow("killed");
  isKilled = false;
  await vend(approved, accounts, directory);
  expect(directory.accounts).toHaveLength(2);
  expect(directory.accounts.every(({ parentId }) => parentId === DEV)).toBe(true);
  expect(directory.calls.filter((call) => call.startsWith("create"))).toHaveLength(2);
});

test("a creation that was asked for is found again and never asked for twice", async () => {
  const directory = new FakeDirectory();
  const accounts = many(1);
  const approved = await planNow(accounts, directory);
  await directory.create({ name: "team-0", email: "aws+team-0@example.com", tags: { CostCenter: "1001" } });
  await vend(approved, accounts, directory);
  expect(directory.calls.filter((call) => call.startsWith("create"))).toHaveLength(1);
  expect(directory.accounts).toMatchObject([{ parentId: DEV }]);
});

test("of two runs at once one makes the account, the other one says what to do", async () => {
  const directory = new FakeDirectory();
  const accounts = many(1);
  const approved = await planNow(accounts, directory);
  const both = await Promise.all([vend(approved, accounts, directory), vend(approved, accounts, directory)]);
  expect(directory.accounts).toHaveLength(1);
  expect(both.flat().map(({ problem }) => problem)).toEqual([
    null,
    expect.stringMatching(/^AWS did not create it: EMAIL_ALREADY_EXISTS: .*run this again/),
  ]);
});

test("a moved and retagged account keeps its other tags", async () => {
  const directory = new FakeDirectory();
  const before = many(1);
  await vend(await planNow(before, directory), before, directory);
  await directory.tag("100000000000", { Finance: "reviewed" });
  const accounts = {
    "team-0": pending("team-0", { organizationalUnit: "Workloads/Prod", tags: { CostCenter: "2" } }),
  };
  await vend(await planNow(accounts, directory), accounts, directory);
  expect(directory.accounts).toMatchObject([{ parentId: organization.units["Workloads/Prod"].id }]);
  expect(directory.tagged.get("100000000000")).toEqual({ CostCenter: "2", Finance: "reviewed" });
});
