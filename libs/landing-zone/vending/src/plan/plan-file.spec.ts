import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { AccountPlan } from "./account-plan";
import { readPlan, writePlan } from "./plan-file";

const PLAN: AccountPlan = { format: 1, organization: "o-1", vending: "account-factory", accounts: [] };
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tagform-plan-"));
});
afterAll(() => rm(folder, { recursive: true }));

test("a plan is read as it was written", async () => {
  const path = join(folder, "new", "plan.json");
  const kept = await writePlan(path, PLAN);
  expect(kept.digest).toMatch(/^[0-9a-f]{64}$/);
  expect(await readPlan(path)).toEqual(kept);
});

test("a plan that somebody edited is none", async () => {
  const path = join(folder, "edited.json");
  await writePlan(path, PLAN);
  await writeFile(path, (await readFile(path, "utf8")).replace("o-1", "o-2"));
  await expect(readPlan(path)).rejects.toThrow("is not what tagform accounts plan wrote there");
  await expect(readPlan(join(folder, "none.json"))).rejects.toThrow(/^there is no plan in /);
});
