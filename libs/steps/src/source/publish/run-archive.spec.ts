import { execFileSync } from "node:child_process";
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";

import { GitRepository } from "../../fixtures/git-repository";
import { temporaryFolder } from "../../fixtures/temporary-folder";
import { type SourceManifest } from "../source-manifest";
import { zipRun } from "./run-archive";

const manifest = (digest = ""): SourceManifest => ({
  tag: "dev_us-east-1/research/1.0",
  version: "1.0",
  cell: { environment: "dev", scope: "us-east-1", team: "research" },
  tagObject: "1".repeat(40),
  commit: "2".repeat(40),
  branch: "refs/heads/main",
  tagger: { name: "Ada", email: "ada@example.com" },
  taggedAt: "2026-11-21T12:00:00+01:00",
  message: "m",
  signed: false,
  tree: "source",
  digest,
  dependencies: "none",
  notes: [],
});

/** A tree with all that git knows, whose files are this old. */
function tree(time = new Date()): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "a/b"), { recursive: true });
  for (const [name, text] of [
    ["a/b/ümlaut.txt", "text\n"],
    ["a/program", "#!/bin/sh\n"],
    ["empty", ""],
    ["a.txt", "before a/ in one order, after it in another"],
  ] as const) {
    writeFileSync(join(folder, name), text);
    utimesSync(join(folder, name), time, time);
  }
  chmodSync(join(folder, "a/program"), 0o755);
  symlinkSync("a/b/ümlaut.txt", join(folder, "link"));
  symlinkSync("../a", join(folder, "a/folder"));
  return folder;
}

function unzip(zip: Buffer): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "commit.zip"), zip);
  execFileSync("unzip", ["-q", "commit.zip"], { cwd: folder });
  return folder;
}

/** Git's id of a folder, as it would commit it. */
function treeId(folder: string): string {
  const repository = new GitRepository(folder);
  repository.git("add", "--all", "--force");
  return repository.git("write-tree");
}

test("what was zipped unzips to the same tree, with executable bits and links", async () => {
  const folder = tree();
  const unzipped = unzip(await zipRun({ manifest: manifest(), tree: folder }));
  expect(treeId(join(unzipped, "source"))).toBe(treeId(folder));
  expect(lstatSync(join(unzipped, "source/a/program")).mode & 0o777).toBe(0o755);
  expect(lstatSync(join(unzipped, "source/link")).isSymbolicLink()).toBe(true);
  expect(JSON.parse(readFileSync(join(unzipped, "source.json"), "utf8"))).toEqual(manifest());
});

test("the same content gives the same bytes, however old its files are", async () => {
  const one = await zipRun({ manifest: manifest(), tree: tree(new Date("2020-01-01")) });
  const other = await zipRun({ manifest: manifest(), tree: tree(new Date("2026-06-06")) });
  expect(one.equals(other)).toBe(true);
});

test("the bytes do not depend on the time zone", async () => {
  const folder = tree();
  const dates = (zip: Buffer): string => zip.subarray(10, 14).toString("hex");
  // 1980-01-01 00:00, in the two little-endian words that a zip has for time and date.
  expect(dates(await zipRun({ manifest: manifest(), tree: folder }))).toBe("00002100");
});

test("a tree that is gone fails the zip", async () => {
  await expect(zipRun({ manifest: manifest(), tree: join(tree(), "none") })).rejects.toThrow("ENOENT");
});
