import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { isPending, requestOfPending } from "@tagform/deployment";

import { loadEnvironments } from "../environments";
import { tagform } from "../fixtures/recording-context";
import { loadLandingZone } from "../landing-zone";

let folder: string;
let out: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tagform-aft-"));
  out = join(folder, "aft");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const exporting = (...words: string[]) => tagform(["aft", "export", "--out", out, ...words]);

async function contents(): Promise<Record<string, string>> {
  const entries = await readdir(out, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    await Promise.all(paths.map(async (path) => [path, await readFile(path, "utf8")] as const)),
  );
}

test("every account that is requested has its file; two exports are the same bytes", async () => {
  expect(await exporting()).toMatchObject({
    exitCode: 0,
    printed: expect.stringMatching(/^wrote \d+ files/),
  });
  const first = await contents();
  const { accounts } = await loadLandingZone();
  const requested = Object.keys(accounts).filter((name) => accounts[name]?.request !== undefined);
  expect(requested).not.toEqual([]);
  for (const name of requested) {
    expect(first[join(out, `aft-account-request/terraform/account-${name}.tf`)]).toContain(
      `module "${name}"`,
    );
  }
  expect(Object.keys(first).filter((path) => /terraform\/account-[^/]+\.tf$/.test(path))).toHaveLength(
    requested.length,
  );
  await exporting();
  expect(await contents()).toEqual(first);
});

test("--check writes nothing, and fails with what differs", async () => {
  const before = await exporting("--check");
  expect(before.exitCode).toBe(1);
  expect(before.printed).toContain("aft-account-request/terraform/account-research-dev.tf: missing");
  expect(await readdir(folder)).toEqual([]);

  await exporting();
  expect(await exporting("--check")).toMatchObject({ exitCode: 0, printed: `${out} is what the data says` });
  await appendFile(join(out, "aft-global-customizations/terraform/account-roles/main.tf"), "# mine\n");
  const after = await exporting("--check", "--json");
  expect(after.exitCode).toBe(1);
  expect(JSON.parse(after.printed)).toMatchObject({
    out,
    written: false,
    differences: [{ path: "aft-global-customizations/terraform/account-roles/main.tf", is: "different" }],
  });
});

test("a folder that no export made is refused", async () => {
  await writeFile(join(folder, "main.tf"), "mine\n");
  const refused = await tagform(["aft", "export", "--out", folder]);
  expect(refused.exitCode).toBe(3);
  expect(refused.noted).toContain("was not made by an export");
});

test("the roles trust the account that delivers, and each request says whose cells are in its account", async () => {
  await exporting();
  const roles = await readFile(
    join(out, "aft-global-customizations/terraform/account-roles/main.tf"),
    "utf8",
  );
  expect(roles).toContain("::555555555555:root");

  const { accounts } = await loadLandingZone();
  const environments = await loadEnvironments();
  for (const [name, { request, accountId }] of Object.entries(accounts)) {
    const { environment, teams = "" } = request?.customFields ?? {};
    if (environment === undefined || environment === "tooling") continue;
    const team = environments.find((each) => each.name === environment)?.teams[teams];
    const id = team?.accountId ?? "";
    expect(isPending(id) ? requestOfPending(id) : id).toBe(isPending(id) ? name : accountId);
  }
});
