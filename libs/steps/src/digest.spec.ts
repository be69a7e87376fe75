import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { digestOfBytes, digestOfFile, digestOfFolder } from "./digest";
import { temporaryFolder } from "./fixtures/temporary-folder";

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "a"));
  for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);
  return folder;
}
const FILES = { "a/x": "1", "a.x": "2", "a-x": "3" };

test.each([0, 1, 256 * 1024, 600_001])("a file of %d bytes has the digest of its bytes", async (length) => {
  const bytes = Buffer.from(Array.from({ length }, (_, index) => index % 251));
  const file = join(temporaryFolder(), "file");
  writeFileSync(file, bytes);
  expect(await digestOfFile(file)).toBe(digestOfBytes(bytes));
});

test("equal files in two places have one digest", async () => {
  const backwards = Object.fromEntries(Object.entries(FILES).reverse());
  expect(await digestOfFolder(folderWith(FILES))).toBe(await digestOfFolder(folderWith(backwards)));
});

test.each([
  ["content", { ...FILES, "a-x": "4" }],
  ["name", { "a/x": "1", "a.x": "2", "a-y": "3" }],
  ["place", { "a/x": "1", "a.x": "2", "a/a-x": "3" }],
  ["additional file", { ...FILES, more: "" }],
])("another %s is another digest", async (_, files) => {
  expect(await digestOfFolder(folderWith(files))).not.toBe(await digestOfFolder(folderWith(FILES)));
});

test("what does not count may differ", async () => {
  const folder = folderWith(FILES);
  const before = await digestOfFolder(folder, [".terraform"]);
  mkdirSync(join(folder, ".terraform"));
  writeFileSync(join(folder, ".terraform", "x"), "x");
  expect(await digestOfFolder(folder, [".terraform"])).toBe(before);
});

test("a link has no digest: what it leads to could change", async () => {
  const folder = folderWith(FILES);
  symlinkSync("/etc/hostname", join(folder, "link"));
  await expect(digestOfFolder(folder)).rejects.toThrow(
    "but a link to /etc/hostname: a digest covers plain files",
  );
});

test("a file's digest is its SHA-256", async () => {
  expect(await digestOfFile(join(folderWith(FILES), "a-x"))).toBe(
    "4e07408562bedb8b60ce05c1decfe3ad16b72230967de01f640b7e4729b49fce",
  );
});

test("what does not count may hold links, as terraform's data does for the providers of a mirror", async () => {
  const folder = folderWith(FILES);
  mkdirSync(join(folder, ".terraform"));
  symlinkSync("/elsewhere", join(folder, ".terraform", "provider"));
  expect(await digestOfFolder(folder, [".terraform"])).toBe(await digestOfFolder(folderWith(FILES)));
});
