import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { accounts, organization } from "@tagform/environments/landing-zone";
import type { AccountRequest } from "@tagform/landing-zone-organization";
import type { AwsAccess } from "@tagform/landing-zone-vending";
import { SimulatedAft, simulateOrganization } from "@tagform/landing-zone-vending/simulated";
import { EXIT } from "@tagform/outcome";
import { administratorAccess, EmbeddedAws } from "@tagform/rehearsal";
import { findTool, isMissing } from "@tagform/toolchain";
import type { Account } from "@tagform/workload-catalog";

import { type Ended, tagform } from "../fixtures/recording-context";

// The embedded AWS makes all of IAM's managed policies for each account: seconds of computing, more on a busy machine.
jest.setTimeout(300_000);

const EARLIER = "012345678901";
const NAMES = ["data-dev", "research-dev"];
const DATA_DEV: AccountRequest = {
  ...accounts["research-dev"].request,
  name: "data-dev",
  email: "aws+data-dev@example.com",
};
const mockAccounts: Record<string, Account> = {
  ...accounts,
  "data-dev": { accountId: "pending: data-dev", request: DATA_DEV, scopes: {} },
};
// The sample has no account that waits for its id: these are its accounts with one.
jest.mock("../landing-zone", () => ({
  loadLandingZone: () => Promise.resolve({ organization, accounts: mockAccounts }),
}));

let aws: EmbeddedAws;
let aft: SimulatedAft | undefined;
let root: string;
const written = "environments/landing-zone/accounts/data-dev.ts";

beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), "tagform-accounts-"));
  mkdirSync(path.join(root, path.dirname(written)), { recursive: true });
  writeFileSync(path.join(root, written), 'export const dataDev = { accountId: "pending: data-dev" };\n');
  const search = process.env["PATH"] ?? "";
  const tool = await findTool("moto_server", { root: path.resolve(__dirname, "../../../.."), path: search });
  if (isMissing(tool)) throw new Error(`${tool.problem}: ${tool.remedy}`);
  aws = await EmbeddedAws.start({ tool, path: search, directory: root });
  const { management: managementId, accountFactory: factoryAccountId } = organization.accounts;
  const management = await access(managementId);
  const earlier = { ...accounts["research-dev"].request, accountId: EARLIER };
  await simulateOrganization(management, organization, [earlier]);
  aft = await SimulatedAft.create({ management, factory: await access(factoryAccountId), factoryAccountId });
});
afterAll(async () => {
  aft?.destroy();
  await aws.stop();
  rmSync(root, { recursive: true });
});

const access = (accountId: string): Promise<AwsAccess> =>
  administratorAccess(aws.endpoint, organization.homeRegion, accountId);

const run = (...words: string[]): Promise<Ended> =>
  tagform(["accounts", ...words, "--endpoint", aws.endpoint], { root });

test("an account is planned, approved by digest, vended, tracked, and its id written", async () => {
  const planned = await run("plan", ...NAMES);
  expect(planned.exitCode).toBe(EXIT.changes);
  expect(planned.printed).toMatch(
    /^Plan: 1 to create, 1 to adopt\n {2}\+ data-dev: to create in Workloads\/Dev/,
  );
  const { digest } = JSON.parse((await run("plan", ...NAMES, "--json")).printed) as { digest: string };
  expect(planned.printed).toContain(`digest ${digest}, written to `);

  const unasked = await run("vend");
  expect(unasked).toMatchObject({ exitCode: EXIT.refused, printed: "" });
  expect(unasked.noted).toContain(`tagform accounts vend --approve ${digest}`);
  expect(await run("vend", "--approve", "0".repeat(64))).toMatchObject({ exitCode: EXIT.refused });
  const vended = await run("vend", "--approve", digest, "--json");
  expect(JSON.parse(vended.printed)).toMatchObject({ written: ["data-dev", "research-dev"], waiting: [] });
  expect(JSON.parse((await run("vend", "--approve", digest, "--json")).printed)).toMatchObject({
    written: [],
    done: ["data-dev", "research-dev"],
  });

  expect((await run("status", ...NAMES)).printed).toMatch(
    /^data-dev +requested +- +- +waits in AFT's queue$/m,
  );
  await aft?.settle();
  expect(JSON.parse((await run("status", "data-dev", "--json")).printed)).toMatchObject([{ stage: "ready" }]);
  const tracked = await run("track", ...NAMES);
  const text = readFileSync(path.join(root, written), "utf8");
  expect(text).toMatch(/^export const dataDev = \{ accountId: "\d{12}" \};\n$/);
  expect(tracked.printed).toContain(`git commit -m "Name the account ids of data-dev" -- ${written}`);
  const again = JSON.parse((await run("track", ...NAMES, "--json")).printed) as { files: string[] };
  expect(again.files).toEqual([]);
  expect(JSON.parse((await run("retry", "data-dev", "--json")).printed)).toMatchObject({ action: "nothing" });
});

test("a plan that cannot be vended is refused with all reasons, and a wrong name with the right ones", async () => {
  const unknown = await run("plan", "data-dve");
  expect(unknown.noted).toContain('no account "data-dve" is requested, only data-dev, research-dev, ');
  mockAccounts["other-dev"] = {
    accountId: "pending: other-dev",
    request: { ...DATA_DEV, name: "other-dev", email: accounts["research-dev"].request.email },
    scopes: {},
  };
  const refused = await run("plan", "other-dev").finally(() => delete mockAccounts["other-dev"]);
  expect(refused.exitCode).toBe(EXIT.error);
  expect(refused.noted).toContain("other-dev.request.name: was vended with research-dev, got other-dev");
});

test("an account is given up only where its data says so and its name was typed", async () => {
  const words = ["offboard", "research-dev", "--confirm", "research-dev"];
  const refused = await run(...words);
  expect(refused.noted).toContain("research-dev.request.offboard: the data does not give the account up");
  expect(refused).toMatchObject({ exitCode: EXIT.refused, printed: "" });
  mockAccounts["research-dev"] = {
    accountId: EARLIER,
    request: { ...accounts["research-dev"].request, offboard: { as: "close", reason: "research has ended" } },
    scopes: accounts["research-dev"].scopes,
  };
  const rehearsed = await run(...words, "--dry-run", "--json");
  expect(JSON.parse(rehearsed.printed)).toContainEqual(
    expect.objectContaining({ step: "close", state: "planned" }),
  );
  expect((await run("plan", "research-dev")).printed).toContain(
    "tagform accounts offboard research-dev --confirm research-dev",
  );
});
