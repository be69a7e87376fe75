import { AftRuns } from "../aws/aft-runs";
import { AftTables } from "../aws/aft-tables";
import { NOTHING_ENROLLED } from "../aws/enrolled-products";
import { Organizations } from "../aws/organizations";
import { type EmbeddedOrganization, embeddedOrganization } from "../fixtures/embedded";
import { accountRequest, organization, pending } from "../fixtures/landing-zone";
import { offboard } from "../offboard/offboard";
import type { AccountPlan } from "../plan/account-plan";
import { changesOf } from "../plan/account-plan";
import { readExisting } from "../plan/existing";
import { planAccounts } from "../plan/plan-accounts";
import { type RequestedAccount, requestsOf } from "../plan/requested-account";
import { retryRequest } from "../retry/retry-request";
import type { AccountProgress } from "../track/account-progress";
import { factoryProgress } from "../track/factory-progress";
import { reconcile } from "../vend/reconcile";
import { vendAccounts } from "../vend/vend-accounts";
import { vendRequests } from "../vend/vend-requests";
import { SimulatedAft } from "./simulated-aft";

// The embedded AWS makes all of IAM's managed policies for each account: seconds of computing, more on a busy machine.
jest.setTimeout(300_000);

const EARLIER = "012345678901";
const report = () => undefined;
const letAftWork = async (): Promise<void> => {
  await aft.step();
};

let embedded: EmbeddedOrganization;
let aft: SimulatedAft;
let directory: Organizations;
let tables: AftTables;
let runs: AftRuns;

beforeAll(async () => {
  const earlier = { accountId: EARLIER, name: "research-dev", email: "aws+research-dev@example.com" };
  embedded = await embeddedOrganization(
    organization,
    [{ ...earlier, organizationalUnit: "Workloads/Dev" }],
    process.env["PATH"] ?? "",
  );
  const { management, factory } = embedded;
  const factoryAccountId = organization.accounts.accountFactory;
  aft = await SimulatedAft.create({ management, factory, factoryAccountId });
  directory = await Organizations.open(management);
  tables = await AftTables.open(factory, factoryAccountId);
  runs = await AftRuns.open(factory, factoryAccountId);
});
afterAll(async () => {
  for (const client of [aft, directory, tables, runs]) client.destroy();
  await embedded.stop();
});

type Accounts = Record<string, RequestedAccount>;

async function plan(accounts: Accounts): Promise<AccountPlan> {
  return planAccounts(
    { organization, accounts },
    await readExisting(organization, accounts, { directory, tables }),
  );
}
async function vend(accounts: Accounts, approved: AccountPlan): Promise<readonly string[]> {
  const { open } = reconcile(approved, await plan(accounts));
  return (await vendRequests({ open, tables, underWay: 0 })).written;
}
async function progress(accounts: Accounts): Promise<AccountProgress[]> {
  const sources = { tables, runs, products: NOTHING_ENROLLED };
  return factoryProgress({
    ...sources,
    requests: requestsOf(accounts),
    tree: await directory.tree(),
    now: new Date(),
  });
}
const stages = async (accounts: Accounts) =>
  Object.fromEntries((await progress(accounts)).map(({ name, stage }) => [name, stage]));
const actions = async (accounts: Accounts) =>
  Object.fromEntries((await plan(accounts)).accounts.map(({ name, action }) => [name, action]));

async function retry(accounts: Accounts, name: string, now: Date) {
  const requests = requestsOf(accounts).filter((one) => one.name === name);
  const tree = await directory.tree();
  const sources = { tables, runs, products: NOTHING_ENROLLED, requests, tree };
  return retryRequest({ ...sources, now, sleep: letAftWork, report });
}
const inAnHour = () => new Date(Date.now() + 3_600_000);

const accounts: Accounts = {
  "research-dev": { accountId: EARLIER, request: accountRequest("research-dev") },
  "risk-dev": pending("risk-dev"),
  "risk-prod": pending("risk-prod", { organizationalUnit: "Workloads/Prod" }),
};

test("what is requested is vended, tracked until it is ready, moved, and given up", async () => {
  const first = await plan(accounts);
  expect(await actions(accounts)).toEqual({
    "research-dev": "adopt",
    "risk-dev": "create",
    "risk-prod": "create",
  });
  expect(await stages(accounts)).toMatchObject({ "risk-dev": "not-requested" });
  expect(await vend(accounts, first)).toEqual(["research-dev", "risk-dev", "risk-prod"]);
  expect(await vend(accounts, first)).toEqual([]);
  expect(await stages(accounts)).toMatchObject({ "risk-dev": "requested" });
  await aft.settle();
  expect(await stages(accounts)).toEqual({
    "research-dev": "ready",
    "risk-dev": "ready",
    "risk-prod": "ready",
  });
  const { units, accounts: made } = await directory.tree();
  const prod = made.find(({ name }) => name === "risk-prod");
  expect(prod?.parentId).toBe(units.get("Workloads/Prod"));
  expect(changesOf(await plan(accounts))).toEqual([]);

  const moved: Accounts = {
    ...accounts,
    "risk-dev": pending("risk-dev", { organizationalUnit: "Workloads/Prod", tags: { CostCenter: "2" } }),
  };
  expect(await vend(moved, await plan(moved))).toEqual(["risk-dev"]);
  await aft.settle();
  expect(await stages(moved)).toMatchObject({ "risk-dev": "ready" });

  const given: Accounts = {
    "research-dev": {
      accountId: EARLIER,
      request: accountRequest("research-dev", { offboard: { as: "close", reason: "research has ended" } }),
    },
  };
  const [named] = requestsOf(given);
  const outcomes = await offboard({
    organization,
    named: named!,
    confirm: "research-dev",
    cells: [],
    directory,
    tables,
    products: NOTHING_ENROLLED,
    countResources: () => Promise.resolve(undefined),
    isDryRun: false,
    sleep: letAftWork,
    report,
  });
  expect(outcomes.map(({ step, state }) => `${step} ${state}`)).toEqual([
    "cells already",
    "customizations already",
    "request done",
    "unenroll already",
    "suspend done",
    "close done",
  ]);
  const closed = (await directory.tree()).accounts.find(({ accountId }) => accountId === EARLIER);
  expect(closed).toMatchObject({ state: "SUSPENDED", parentId: organization.units.Suspended.id });
});

test("what failed in the framework goes on from there, once nobody works on it any more", async () => {
  const failing: Accounts = { "data-dev": pending("data-dev") };
  const email = "aws+data-dev@example.com";
  await aft.failFor(email, "framework");
  await vend(failing, await plan(failing));
  await aft.settle();
  const [failed] = await progress(failing);
  expect(failed).toMatchObject({
    stage: "failed",
    cause: "AFT's provisioning framework: AFT's simulated framework was told to fail",
    next: "tagform accounts retry data-dev",
  });
  await aft.failFor(email, undefined);
  expect(await retry(failing, "data-dev", new Date())).toMatchObject({ action: "framework" });
  await aft.settle();
  expect(await stages(failing)).toEqual({ "data-dev": "ready" });
});

test("what Control Tower did not make is requested anew, because AFT takes a changed request for a move", async () => {
  const failing: Accounts = { "data-prod": pending("data-prod") };
  const email = "aws+data-prod@example.com";
  await aft.failFor(email, "control-tower");
  await vend(failing, await plan(failing));
  await aft.settle();
  expect(await stages(failing)).toEqual({ "data-prod": "failed" });
  await aft.failFor(email, undefined);
  expect(await retry(failing, "data-prod", new Date())).toMatchObject({ action: "request" });
  await aft.settle();
  expect(await stages(failing)).toEqual({ "data-prod": "ready" });
});

test("customizations that never began are begun", async () => {
  const stuck: Accounts = { "ops-dev": pending("ops-dev") };
  await aft.failFor("aws+ops-dev@example.com", "customizations");
  await vend(stuck, await plan(stuck));
  await aft.settle();
  expect(await stages(stuck)).toEqual({ "ops-dev": "customizations" });
  await expect(retry(stuck, "ops-dev", new Date())).rejects.toThrow(/^ops-dev is under way/);
  expect(await retry(stuck, "ops-dev", inAnHour())).toMatchObject({ action: "customizations" });
  await aft.settle();
  expect(await stages(stuck)).toEqual({ "ops-dev": "ready" });
});

test("without AFT the same data makes the same account, by Organizations alone", async () => {
  const alone = { ...organization, vending: "organizations" } as const;
  const data: Accounts = { "solo-dev": pending("solo-dev") };
  const planAlone = async () =>
    planAccounts(
      { organization: alone, accounts: data },
      await readExisting(alone, data, { directory }),
      new Set(["solo-dev"]),
    );
  const { open } = reconcile(await planAlone(), await planAlone());
  const request = { open, directory, rootId: (await directory.tree()).rootId, sleep: letAftWork, report };
  const [vended] = await vendAccounts(request);
  expect(vended).toMatchObject({ name: "solo-dev", problem: null });
  expect(await planAlone()).toMatchObject({ accounts: [{ action: "untouched" }] });
  expect(await directory.tags(vended?.accountId ?? "")).toEqual({ CostCenter: "1001" });
});

test("an account whose request vanished from the data is told of, and stays as it is", async () => {
  const { accounts: planned } = await plan({});
  expect(planned).toContainEqual(
    expect.objectContaining({ name: "risk-dev", action: "vanished", request: null, account: null }),
  );
  expect(changesOf(await plan({}))).toEqual([]);
});
