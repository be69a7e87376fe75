import { chmodSync, mkdirSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { testContext } from "../fixtures/context";
import { temporaryFolder } from "../fixtures/temporary-folder";
import { prepareDependencies } from "./dependencies";

interface Package {
  readonly version?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly optional?: boolean;
}

const LEFT_PAD = { version: "1.0.0", integrity: "sha512-a" };
const SCOPED = { version: "2.0.0", integrity: "sha512-b" };
const OTHER_PLATFORM = { version: "3.0.0", integrity: "sha512-c", optional: true };
const WANTED: Record<string, Package> = {
  "": { version: "9.9.9" },
  "node_modules/left-pad": LEFT_PAD,
  "node_modules/@scope/inner": SCOPED,
  "node_modules/for-windows": OTHER_PLATFORM,
  "node_modules/cli": { link: true },
  "apps/cli": { version: "0.1.0" },
};
const INSTALLED: Record<string, Package> = {
  "node_modules/left-pad": LEFT_PAD,
  "node_modules/@scope/inner": SCOPED,
  "node_modules/cli": { link: true },
  "apps/cli": { version: "0.1.0" },
};
let checkout: string;
let tree: string;

beforeEach(() => {
  checkout = temporaryFolder();
  tree = temporaryFolder();
  const modules = join(checkout, "node_modules");
  for (const path of ["left-pad", "@scope/inner", ".bin"])
    mkdirSync(join(modules, path), { recursive: true });
  for (const root of [checkout, tree]) mkdirSync(join(root, "apps/cli"), { recursive: true });
  symlinkSync("../apps/cli", join(modules, "cli"));
  fakeNpm("exit 0");
});

const lock = (file: string, packages: Record<string, Package>): void =>
  writeFileSync(file, JSON.stringify({ lockfileVersion: 3, packages }));
const prepare = (wanted: Record<string, Package>, installed: Record<string, Package>): Promise<string> => {
  lock(join(tree, "package-lock.json"), wanted);
  lock(join(checkout, "node_modules/.package-lock.json"), installed);
  return prepareDependencies(tree, testContext({ toolRoot: checkout }));
};

/** An npm in the checkout's tools that writes down its arguments. */
function fakeNpm(command: string): void {
  const bin = join(checkout, ".tagform/bin");
  mkdirSync(bin, { recursive: true });
  const script = `#!/bin/sh\nif [ "$1" = "--version" ]; then echo 11.0.0; exit; fi\necho "$PWD $@" > "${checkout}/called"\n`;
  writeFileSync(join(bin, "npm"), `${script}${command}\n`);
  chmodSync(join(bin, "npm"), 0o755);
}

test("links the checkout's packages when they are exactly what the commit asks for", async () => {
  expect(await prepare(WANTED, INSTALLED)).toBe("linked");
  expect(realpathSync(join(tree, "node_modules/left-pad"))).toBe(join(checkout, "node_modules/left-pad"));
  expect(realpathSync(join(tree, "node_modules/@scope/inner"))).toBe(
    join(checkout, "node_modules/@scope/inner"),
  );
});

test("a workspace's own package is that of the commit, not that of the checkout", async () => {
  await prepare(WANTED, INSTALLED);
  expect(realpathSync(join(tree, "node_modules/cli"))).toBe(join(tree, "apps/cli"));
});

test.each<[string, Record<string, Package>]>([
  ["another version", { "node_modules/left-pad": { ...LEFT_PAD, version: "1.0.1" } }],
  ["other bytes", { "node_modules/left-pad": { ...LEFT_PAD, integrity: "sha512-x" } }],
  ["a package that the commit does not know", { "node_modules/more": LEFT_PAD }],
])("installs, without scripts, when the checkout has %s", async (_, difference) => {
  expect(await prepare(WANTED, { ...INSTALLED, ...difference })).toBe("installed");
  expect(readFileSync(join(checkout, "called"), "utf8")).toBe(
    `${tree} ci --ignore-scripts --no-audit --no-fund\n`,
  );
});

test("installs when a package is missing", async () => {
  const others = Object.entries(INSTALLED).filter(([path]) => path !== "node_modules/left-pad");
  expect(await prepare(WANTED, Object.fromEntries(others))).toBe("installed");
});

test("a failed installation says what npm said", async () => {
  fakeNpm('echo "registry says no" >&2; exit 1');
  await expect(prepare(WANTED, {})).rejects.toThrow(
    /^npm ci failed in .* with exit code 1:\nregistry says no$/,
  );
});

test("a tree without a lock file needs no packages", async () => {
  expect(await prepareDependencies(tree, testContext({ toolRoot: checkout }))).toBe("none");
});
