import type { AccountRequest } from "@tagform/landing-zone-organization";

import type { EnrolledProduct, EnrolledProducts } from "../aws/enrolled-products";
import { FakeDirectory } from "../fixtures/fake-directory";
import { FakeTables } from "../fixtures/fake-tables";
import { accountRequest, organization } from "../fixtures/landing-zone";
import { offboard, type OffboardRequest } from "./offboard";

const ID = "012345678901";
const EMAIL = "aws+a@example.com";
const report = () => undefined;

interface Ground {
  readonly directory: FakeDirectory;
  readonly tables: FakeTables;
  readonly products: EnrolledProduct[];
  readonly terminated: string[];
}

function ground(before: (call: string) => void = () => undefined): Ground {
  const directory = new FakeDirectory(before);
  const parentId = organization.units["Workloads/Dev"].id;
  directory.accounts = [{ accountId: ID, name: "a", email: EMAIL, state: "ACTIVE", parentId }];
  const tables = new FakeTables();
  tables.stored.set(EMAIL, { id: { S: EMAIL } });
  tables.known.add(ID);
  return {
    directory,
    tables,
    products: [{ id: "pp-1", name: "a", accountId: ID, state: "AVAILABLE" }],
    terminated: [],
  };
}

/** What AFT and Control Tower do while the run waits. */
function others({ directory, tables, products, terminated }: Ground): () => Promise<void> {
  return () => {
    if (!tables.stored.has(EMAIL)) tables.known.delete(ID);
    if (terminated.length > 0 && products.length > 0) {
      products.pop();
      directory.accounts = directory.accounts.map((one) => ({ ...one, parentId: organization.rootId }));
    }
    return Promise.resolve();
  };
}

function request(on: Ground, overrides: Partial<OffboardRequest> = {}): OffboardRequest {
  const products: EnrolledProducts = {
    list: () => Promise.resolve([...on.products]),
    terminate: (id) => {
      on.terminated.push(id);
      return Promise.resolve();
    },
  };
  return {
    organization,
    named: named({ offboard: { as: "close", reason: "it is not needed" } }),
    confirm: "a",
    cells: [],
    directory: on.directory,
    tables: on.tables,
    products,
    countResources: () => Promise.resolve(undefined),
    isDryRun: false,
    sleep: others(on),
    report,
    ...overrides,
  };
}

const named = (overrides: Partial<AccountRequest>) => ({
  name: "a",
  accountId: ID,
  request: accountRequest("a", overrides),
});
const states = async (one: OffboardRequest) =>
  (await offboard(one)).map(({ step, state }) => `${step} ${state}`);

test("customizations, request, Control Tower, unit, account: in this order", async () => {
  const on = ground();
  expect(await states(request(on))).toEqual([
    "cells already",
    "customizations already",
    "request done",
    "unenroll done",
    "suspend done",
    "close done",
  ]);
  expect(on.terminated).toEqual(["pp-1"]);
  expect(on.directory.calls).toEqual([`move ${ID} r-ab12 ou-ab12-88888888`, `close ${ID}`]);
});

test("unenrolling closes nothing", async () => {
  const on = ground();
  const unenroll = named({ offboard: { as: "unenroll", reason: "it goes to another organization" } });
  expect(await states(request(on, { named: unenroll }))).not.toContain("close done");
  expect(on.directory.calls).toEqual([`move ${ID} r-ab12 ou-ab12-88888888`]);
});

test.each(["move", "close"])("a run that ended before %s goes on there", async (where) => {
  let isKilled = true;
  const on = ground((call) => {
    if (isKilled && call.startsWith(where)) throw new Error("killed");
  });
  await expect(offboard(request(on))).rejects.toThrow("killed");
  isKilled = false;
  const outcomes = await states(request(on));
  expect(outcomes).toEqual(expect.arrayContaining(["request already", "unenroll already", "close done"]));
  expect(on.terminated).toEqual(["pp-1"]);
  expect((await states(request(on))).at(-1)).toBe("close already");
});

test("a rehearsed run changes nothing", async () => {
  const on = ground();
  expect(await states(request(on, { isDryRun: true }))).toEqual([
    "cells already",
    "customizations already",
    "request planned",
    "unenroll planned",
    "suspend planned",
    "close planned",
  ]);
  expect([on.directory.calls, on.terminated, on.tables.stored.size]).toEqual([[], [], 1]);
});

test("customizations that still have resources keep the account, unless somebody says why they may stay", async () => {
  const on = ground();
  const countResources = () => Promise.resolve(3);
  await expect(offboard(request(on, { countResources }))).rejects.toThrow(
    /^customizations of a still have resources: .*012345678901-aft-account-customizations\/terraform.tfstate \(3 resources\)/,
  );
  expect(on.tables.stored.size).toBe(1);
  const leaveCustomizations = "the account is closed with them";
  expect(await states(request(on, { countResources, leaveCustomizations }))).toContain("close done");
});

describe("an account is not given up by mistake", () => {
  const refusal = async (overrides: Partial<OffboardRequest>): Promise<string> => {
    const on = ground();
    const error = await offboard(request(on, overrides)).catch((cause: unknown) => cause as Error);
    expect([on.directory.calls, on.terminated, on.tables.stored.size]).toEqual([[], [], 1]);
    return error instanceof Error ? error.message : "";
  };

  test.each<[string, Partial<OffboardRequest>, string]>([
    ["the data says nothing of it", { named: named({}) }, "a.request.offboard: the data does not give"],
    ["another name was typed", { confirm: "b" }, '--confirm: must be the account\'s name, a, got "b"'],
    [
      "it has another address",
      { named: { ...named({ email: "x@example.com" }) } },
      "is 012345678901 with the address x@example.com in the data, and the organization has it with the address",
    ],
    [
      "it is one of the landing zone's own",
      { named: { ...named({}), accountId: organization.accounts.audit } },
      "101010101010 is the organization's account audit, which is never given up",
    ],
    [
      "something runs in it",
      { cells: [{ cell: "dev_global/a", isRetired: true, resources: 2 }] },
      "dev_global/a: has 2 resources in account 012345678901: deliver the retired cell",
    ],
    [
      "a cell that is not retired has resources",
      { cells: [{ cell: "dev_global/a", isRetired: false, resources: 2 }] },
      "retire the cell in its data and deliver it",
    ],
  ])("because %s", async (_, overrides, words) => {
    expect(await refusal(overrides)).toContain(words);
  });
});
