import type { OrganizationTree } from "../aws/account-directory";
import { FakeTables } from "../fixtures/fake-tables";
import { accountRequest, organization, pending } from "../fixtures/landing-zone";
import type { AccountPlan } from "../plan/account-plan";
import { planAccounts } from "../plan/plan-accounts";
import type { RequestedAccount } from "../plan/requested-account";
import { reconcile } from "./reconcile";
import { BATCH, vendRequests } from "./vend-requests";

const tree: OrganizationTree = {
  id: organization.id,
  managementAccountId: organization.accounts.management,
  rootId: organization.rootId,
  units: new Map(Object.entries(organization.units).map(([path, { id }]) => [path, id])),
  accounts: [],
};
const many = (count: number): Record<string, RequestedAccount> =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => `team-${String(index).padStart(3, "0")}`).map((name) => [
      name,
      pending(name),
    ]),
  );

function planNow(accounts: Record<string, RequestedAccount>, tables: FakeTables): AccountPlan {
  const requests = [...tables.stored.values()];
  return planAccounts({ organization, accounts }, { tree, requests, creations: [], tags: new Map() });
}
const vend = (
  approved: AccountPlan,
  accounts: Record<string, RequestedAccount>,
  tables: FakeTables,
  underWay = 0,
) => vendRequests({ open: reconcile(approved, planNow(accounts, tables)).open, tables, underWay });

test("450 accounts are written in batches, the next one as AFT gets through", async () => {
  const accounts = many(450);
  const tables = new FakeTables();
  const approved = planNow(accounts, tables);
  const first = await vend(approved, accounts, tables);
  expect([first.written.length, first.waiting.length]).toEqual([BATCH, 350]);
  expect((await vend(approved, accounts, tables, BATCH)).written).toEqual([]);
  expect((await vend(approved, accounts, tables, 40)).written).toHaveLength(60);
  const rounds = [];
  for (let waiting = 1; waiting > 0;) {
    const { written, waiting: left } = await vend(approved, accounts, tables);
    rounds.push(written.length);
    waiting = left.length;
  }
  expect(rounds).toEqual([100, 100, 90]);
  expect([tables.stored.size, tables.puts]).toEqual([450, 450]);
});

test("a run that ended between two requests goes on with the next, and writes none twice", async () => {
  const accounts = many(5);
  const tables = new FakeTables((count) => {
    if (count === 3) throw new Error("killed");
  });
  const approved = planNow(accounts, tables);
  await expect(vend(approved, accounts, tables)).rejects.toThrow("killed");
  expect(tables.stored.size).toBe(3);
  const rest = new FakeTables();
  for (const [email, request] of tables.stored) rest.stored.set(email, request);
  expect((await vend(approved, accounts, rest)).written).toEqual(["team-003", "team-004"]);
  expect(rest.puts).toBe(2);
});

test("two runs of one plan at once write every request once", async () => {
  const accounts = many(20);
  const tables = new FakeTables();
  const approved = planNow(accounts, tables);
  const both = await Promise.all([vend(approved, accounts, tables), vend(approved, accounts, tables)]);
  expect(both.map(({ written }) => written.length)).toEqual([20, 20]);
  expect(tables.puts).toBe(20);
});

test("what somebody else wrote meanwhile is never overwritten", async () => {
  const accounts = many(2);
  const other = planNow({ "team-001": pending("team-001", { tags: { CostCenter: "2" } }) }, new FakeTables());
  const tables: FakeTables = new FakeTables((count) => {
    const request = other.accounts[0]?.request?.after;
    if (count === 1 && request !== undefined) tables.stored.set("aws+team-001@example.com", request);
  });
  const approved = planNow(accounts, tables);
  await expect(vend(approved, accounts, tables)).rejects.toThrow(
    "team-001: somebody else has changed its request since the plan was made; team-000 were written before",
  );
  expect(tables.puts).toBe(1);
});

describe("a plan that is not of today is refused before anything is written", () => {
  test("because what exists has changed", () => {
    const accounts = { a: pending("a") };
    const tables = new FakeTables();
    const approved = planNow(accounts, tables);
    const other = planNow({ a: pending("a", { tags: { CostCenter: "2" } }) }, tables).accounts[0]?.request
      ?.after;
    tables.stored.set("aws+a@example.com", other!);
    expect(() => reconcile(approved, planNow(accounts, tables))).toThrow(
      "  a: was to create, now change (tag CostCenter 2 -> 1001)",
    );
  });

  test("because the data has changed", () => {
    const tables = new FakeTables();
    const approved = planNow({ a: pending("a"), b: pending("b") }, tables);
    const now = planNow(
      { b: { accountId: "pending: b", request: accountRequest("b", { tags: {} }) } },
      tables,
    );
    expect(() => reconcile(approved, now)).toThrow(/ {2}a: was to create, now no data requests it\n {2}b: /);
  });

  test("because it is of another organization", () => {
    const approved = planNow({}, new FakeTables());
    expect(() => reconcile({ ...approved, organization: "o-other" }, approved)).toThrow(/^the plan is of/);
  });
});
