import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { evaluate } from "./evaluate";

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "tagform-npm-"));
  mkdirSync(path.join(root, "node_modules"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const required = {
  "node_modules/a": { version: "1.0.0", integrity: "sha512-a" },
  "node_modules/tagform": { resolved: "apps/cli", link: true },
};
const optional = { version: "2.0.0", integrity: "sha512-b", optional: true };
const LOCKED = {
  "": { name: "workspace" },
  "apps/cli": { name: "tagform" },
  ...required,
  "node_modules/b": optional,
};

const write = (file: string, packages: object): void =>
  writeFileSync(path.join(root, file), JSON.stringify({ packages }));
const lock = (packages: object): void => write("package-lock.json", packages);
const installed = (packages: object): void => write("node_modules/.package-lock.json", packages);
const areThere = (): unknown => evaluate("npm-packages.mjs", "all.npmPackagesAreThere(root)", { root });

test("what npm ci installed by hand is accepted, and remembered", () => {
  lock(LOCKED);
  installed(required);
  expect(areThere()).toBe(true);
  expect(existsSync(path.join(root, "node_modules/.tagform-lock"))).toBe(true);
});

test.each([
  ["is of another version", { ...required, "node_modules/a": { version: "1.0.1", integrity: "sha512-x" } }],
  ["is missing", { "node_modules/b": optional, "node_modules/tagform": required["node_modules/tagform"] }],
  ["is not in the lock file", { ...required, "node_modules/c": { version: "1.0.0" } }],
])("a package that %s is noticed", (_, packages) => {
  lock(LOCKED);
  installed(packages);
  expect(areThere()).toBe(false);
});

test("a changed lock file is noticed after an accepted one", () => {
  lock(LOCKED);
  installed(required);
  areThere();
  lock({ ...LOCKED, "node_modules/a": { version: "1.1.0", integrity: "sha512-c" } });
  expect(areThere()).toBe(false);
});

test("a checkout without packages has none", () => {
  lock(LOCKED);
  expect(areThere()).toBe(false);
});
