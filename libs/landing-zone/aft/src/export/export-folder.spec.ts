import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { compareExport, EXPORT_MANIFEST, writeExport } from "./export-folder";

let parent: string;
let folder: string;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), "aft-export-"));
  folder = join(parent, "aft");
});
afterEach(() => rm(parent, { recursive: true, force: true }));

const FILES = new Map([
  ["aft-account-request/terraform/account-a.tf", "a\n"],
  ["aft-global-customizations/api_helpers/pre-api-helpers.sh", "#!/bin/bash\n"],
]);
const read = (path: string) => readFile(join(folder, path), "utf8");

test("what was exported is no difference, and two exports are the same bytes", async () => {
  expect(await compareExport(folder, FILES)).toEqual(
    [EXPORT_MANIFEST, ...FILES.keys()].map((path) => ({ path, is: "missing" })),
  );
  await writeExport(folder, FILES);
  expect(await compareExport(folder, FILES)).toEqual([]);
  const first = await read(EXPORT_MANIFEST);
  await writeExport(folder, new Map(FILES));
  expect(await read(EXPORT_MANIFEST)).toBe(first);
  expect(await readdir(parent)).toEqual(["aft"]);
});

test("programs may be started", async () => {
  await writeExport(folder, FILES);
  const { mode } = await stat(join(folder, "aft-global-customizations/api_helpers/pre-api-helpers.sh"));
  expect(mode & 0o111).not.toBe(0);
});

test("a file whose account is gone goes too, and every difference is told", async () => {
  await writeExport(folder, FILES);
  const next = new Map([
    ["aft-account-request/terraform/account-b.tf", "b\n"],
    ["aft-global-customizations/api_helpers/pre-api-helpers.sh", "#!/bin/sh\n"],
  ]);
  expect(await compareExport(folder, next)).toEqual([
    { path: EXPORT_MANIFEST, is: "different" },
    { path: "aft-account-request/terraform/account-a.tf", is: "not of the data" },
    { path: "aft-account-request/terraform/account-b.tf", is: "missing" },
    { path: "aft-global-customizations/api_helpers/pre-api-helpers.sh", is: "different" },
  ]);
  await writeExport(folder, next);
  expect(await compareExport(folder, next)).toEqual([]);
});

test("an empty folder is taken, one with others' files is refused and left alone", async () => {
  await mkdir(folder);
  await writeExport(folder, FILES);
  const others = join(parent, "others");
  await mkdir(others);
  await writeFile(join(others, "main.tf"), "mine\n");
  await expect(writeExport(others, FILES)).rejects.toThrow(
    `${others} was not made by an export, it has no ${EXPORT_MANIFEST}: name another folder, or an empty one`,
  );
  expect(await readdir(others)).toEqual(["main.tf"]);
  const nested = join(parent, "nested");
  await mkdir(join(nested, "empty"), { recursive: true });
  await expect(writeExport(nested, FILES)).rejects.toThrow(`${nested} has folders that no export made`);
});

test("files that somebody added or changed are named, and not lost", async () => {
  await writeExport(folder, FILES);
  await writeFile(join(folder, "notes.md"), "mine\n");
  await writeFile(join(folder, "aft-account-request/terraform/account-a.tf"), "changed\n");
  await expect(writeExport(folder, FILES)).rejects.toThrow(
    "an export would lose them: aft-account-request/terraform/account-a.tf, notes.md",
  );
  expect(await read("notes.md")).toBe("mine\n");
});

test("what a killed export left behind does not get in the way of the next", async () => {
  await mkdir(join(parent, "aft.tagform-partial"));
  await writeFile(join(parent, "aft.tagform-partial", "half.tf"), "");
  await writeExport(folder, FILES);
  expect(await readdir(parent)).toEqual(["aft"]);
  expect(await compareExport(folder, FILES)).toEqual([]);
});
