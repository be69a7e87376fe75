import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { Git } from "./git";

// Real tools on a busy machine take their time.
jest.setTimeout(60_000);

const PATH = process.env["PATH"] ?? "";
const ENV = { PATH, HOME: tmpdir(), GIT_AUTHOR_NAME: "A", GIT_AUTHOR_EMAIL: "a@example.com" };
let repository: string;

const sh = (...args: string[]): string =>
  execFileSync("git", ["-c", "commit.gpgsign=false", "-c", "tag.gpgsign=false", ...args], {
    cwd: repository,
    env: { ...ENV, GIT_COMMITTER_NAME: "C D", GIT_COMMITTER_EMAIL: "c@example.com" },
    encoding: "utf8",
  }).trim();
const git = (env: Record<string, string> = ENV): Git => new Git({ path: "git", repository, env });

beforeEach(() => {
  repository = mkdtempSync(join(tmpdir(), "tagform-git-"));
  sh("init", "--quiet", "--initial-branch=main");
  writeFileSync(join(repository, "a.txt"), "one\n");
  sh("add", ".");
  sh("commit", "--quiet", "-m", "one");
});
afterEach(() => rmSync(repository, { recursive: true, force: true }));

test("resolves full reference names, and nothing else for a name that is missing or hostile", async () => {
  expect(await git().resolve("refs/heads/main")).toBe(sh("rev-parse", "HEAD"));
  expect(await git().resolve("refs/tags/none")).toBeUndefined();
  expect(await git().resolve("--help")).toBeUndefined();
});

test("reads an annotated tag", async () => {
  sh("tag", "-a", "dev_global/a/1.0", "-m", "first\n\nmore");
  const id = sh("rev-parse", "refs/tags/dev_global/a/1.0");
  expect(await git().objectType(id)).toBe("tag");
  expect(await git().readTag(id)).toMatchObject({
    object: sh("rev-parse", "HEAD"),
    type: "commit",
    name: "dev_global/a/1.0",
    tagger: { name: "C D", email: "c@example.com" },
    message: "first\n\nmore",
    signed: false,
  });
});

test("tells ancestors from strangers", async () => {
  const first = sh("rev-parse", "HEAD");
  sh("commit", "--quiet", "--allow-empty", "-m", "two");
  const second = sh("rev-parse", "HEAD");
  expect(await git().isAncestor(first, "refs/heads/main")).toBe(true);
  expect(await git().isAncestor(second, first)).toBe(false);
  expect(await git().isShallow()).toBe(false);
});

test("reads blobs byte for byte, whatever the attributes say", async () => {
  const binary = Buffer.from([0, 13, 10, 255, 10]);
  writeFileSync(join(repository, "bin"), binary);
  writeFileSync(join(repository, ".gitattributes"), "a.txt export-ignore eol=crlf text\n");
  chmodSync(join(repository, "bin"), 0o755);
  sh("add", ".");
  sh("commit", "--quiet", "-m", "two");
  const entries = await git().listTree(sh("rev-parse", "HEAD"));
  expect(entries.map(({ mode, path }) => [mode, path])).toEqual([
    ["100644", ".gitattributes"],
    ["100644", "a.txt"],
    ["100755", "bin"],
  ]);
  const read: Buffer[] = [];
  await git().readBlobs(
    entries.map(({ objectId }) => objectId),
    (content, index) => void (read[index] = Buffer.from(content)),
  );
  expect(read[1]?.toString()).toBe("one\n");
  expect(read[2]).toEqual(binary);
});

test("a replacement object does not change what an id names", async () => {
  const first = sh("rev-parse", "HEAD");
  const tree = sh("rev-parse", "HEAD^{tree}");
  writeFileSync(join(repository, "a.txt"), "evil\n");
  sh("commit", "--quiet", "-am", "evil");
  sh("replace", first, sh("rev-parse", "HEAD"));
  expect(await git().treeOf(first)).toBe(tree);
});

test("the ambient GIT_DIR does not lead elsewhere", async () => {
  const head = sh("rev-parse", "HEAD");
  expect(await git({ ...ENV, GIT_DIR: "/does/not/exist" }).resolve("HEAD")).toBe(head);
});

test("a folder without a repository is named", async () => {
  const outside = new Git({ path: "git", repository: tmpdir(), env: { ...ENV, HOME: "/" } });
  await expect(outside.resolve("HEAD")).rejects.toThrow(
    /^git rev-parse failed in .*: .*not a git repository/,
  );
});

test("lists a branch's commits with their parents, children first", async () => {
  const first = sh("rev-parse", "HEAD");
  sh("commit", "--quiet", "--allow-empty", "-m", "two");
  const second = sh("rev-parse", "HEAD");
  expect(await git().history("refs/heads/main")).toBe(`${second} ${first}\n${first}\n`);
});

test("reads a file of a commit, and tells that one is not there", async () => {
  const head = sh("rev-parse", "HEAD");
  expect(await git().readFile(head, "a.txt")).toBe("one\n");
  expect(await git().readFile(head, "none/b.txt")).toBeUndefined();
  expect(await git().readFile(`${head}^{tree}`, "")).toBeUndefined();
});

test("lists tags by a pattern that stops at slashes, with the objects that they point to", async () => {
  for (const name of ["dev_x/a/1.0", "dev_x/a/b/1.0", "prod_x/a/1.0"]) sh("tag", "-a", name, "-m", "m");
  sh("tag", "dev_y/a/1.0");
  expect(await git().tagReferences("dev_*/*/*")).toEqual([
    { name: "dev_x/a/1.0", objectId: sh("rev-parse", "refs/tags/dev_x/a/1.0") },
    { name: "dev_y/a/1.0", objectId: sh("rev-parse", "HEAD") },
  ]);
});
