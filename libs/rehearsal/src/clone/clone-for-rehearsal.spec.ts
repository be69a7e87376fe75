import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { parseDeploymentTag } from "@tagform/deployment";

import { cloneForRehearsal, type PrivateClone } from "./clone-for-rehearsal";
import { REHEARSAL_IDENTITY } from "./private-git";

const TAG = "dev_us-east-1/research/1.0";
const OTHER_TAG = "dev_global/research/1.0";
const path = process.env["PATH"] ?? "";
let directory: string;
let repository: string;

const git = (cwd: string, ...args: string[]): string =>
  execFileSync("git", ["-c", "user.name=A", "-c", "user.email=a@example.com", ...args], {
    cwd,
    encoding: "utf8",
    env: { PATH: path, HOME: directory, GIT_OPTIONAL_LOCKS: "0" },
    stdio: ["ignore", "pipe", "pipe"],
  }).trim();

const commit = async (text: string): Promise<string> => {
  await writeFile(join(repository, "file"), text);
  git(repository, "add", "file");
  git(repository, "commit", "-m", text);
  return git(repository, "rev-parse", "HEAD");
};

const clone = (
  tags: string[],
  more: { env?: Record<string, string>; from?: string } = {},
): Promise<PrivateClone> =>
  cloneForRehearsal(
    {
      repository: more.from ?? repository,
      directory: join(directory, "clone"),
      tags: tags.map((tag) => ({ tag: parseDeploymentTag(tag), releaseBranch: "main" })),
    },
    { path: "git", env: { PATH: path, HOME: directory, ...more.env } },
  );

/** Name, content, mode and times of everything in a folder, `.git` included. */
async function fingerprint(folder: string): Promise<string> {
  const hash = createHash("sha256");
  for (const name of (await readdir(folder, { recursive: true })).sort()) {
    const file = join(folder, name);
    const { mode, mtimeNs, ino } = await stat(file, { bigint: true });
    hash.update(`${name} ${mode} ${mtimeNs} ${ino}\n`);
    if ((await stat(file)).isFile()) hash.update(await readFile(file));
  }
  return hash.digest("hex");
}

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "private-clone-"));
  repository = join(directory, "repository");
  await mkdir(repository);
  git(repository, "init", "--quiet", "--initial-branch=main");
  await commit("first");
});
afterEach(async () => rm(directory, { recursive: true, force: true }));

test("a missing tag is made in the clone on HEAD, annotated, by the rehearsal's identity, and said", async () => {
  const head = await commit("second");
  const made = await clone([TAG, OTHER_TAG]);
  expect(made).toMatchObject({ head, madeTags: [TAG, OTHER_TAG] });
  expect(made.notes[0]).toBe(
    `the repository has no tag ${TAG}: made in a private clone on HEAD (${head.slice(0, 12)})`,
  );
  expect(git(made.directory, "cat-file", "-t", TAG)).toBe("tag");
  expect(git(made.directory, "rev-parse", `${TAG}^{commit}`)).toBe(head);
  expect(
    git(made.directory, "for-each-ref", "--format=%(taggername) %(taggeremail)", `refs/tags/${TAG}`),
  ).toBe(`${REHEARSAL_IDENTITY.name} <${REHEARSAL_IDENTITY.email}>`);
  expect(git(repository, "tag")).toBe("");
  expect(git(made.directory, "remote")).toBe("");
});

test("a tag that exists is used as it is", async () => {
  git(repository, "tag", "-a", TAG, "-m", "released");
  const tagObject = git(repository, "rev-parse", TAG);
  await commit("later");
  const { directory: cloned, madeTags, notes } = await clone([TAG]);
  expect([madeTags, notes]).toEqual([[], []]);
  expect(git(cloned, "rev-parse", TAG)).toBe(tagObject);
});

test("the user's repository stays byte-identical: references, index, files, even times", async () => {
  git(repository, "config", "tag.gpgSign", "true");
  await mkdir(join(repository, ".git", "hooks"), { recursive: true });
  await writeFile(
    join(repository, ".git", "hooks", "post-checkout"),
    `#!/bin/sh\ntouch ${directory}/hooked\n`,
    {
      mode: 0o755,
    },
  );
  await writeFile(join(repository, "staged"), "x");
  git(repository, "add", "staged");
  await appendFile(join(repository, "file"), "changed");
  await writeFile(join(repository, "untracked"), "x");
  const before = [await fingerprint(repository), git(repository, "status", "--porcelain")];
  const { notes } = await clone([TAG], { env: { GIT_INDEX_FILE: "elsewhere", GIT_DIR: "elsewhere" } });
  expect(notes[0]).toBe(
    "3 files with uncommitted changes: uncommitted changes are not part of the rehearsal",
  );
  expect([await fingerprint(repository), git(repository, "status", "--porcelain")]).toEqual(before);
  expect(existsSync(join(directory, "hooked"))).toBe(false);
});

test("HEAD of a feature branch counts as merged in the clone, and this is said", async () => {
  const main = git(repository, "rev-parse", "main");
  git(repository, "switch", "--quiet", "-c", "feature");
  const head = await commit("feature");
  const { directory: cloned, notes } = await clone([TAG]);
  expect(notes[1]).toBe(
    "HEAD is not on main yet: in the private clone HEAD counts as merged, a delivery would refuse its tag",
  );
  expect(git(cloned, "rev-parse", "main")).toBe(head);
  expect(git(repository, "rev-parse", "main")).toBe(main);
});

test("an existing tag is not helped onto the release branch", async () => {
  git(repository, "switch", "--quiet", "-c", "feature");
  await commit("feature");
  git(repository, "tag", "-a", TAG, "-m", "too early");
  const { directory: cloned } = await clone([TAG]);
  expect(git(cloned, "rev-parse", "main")).toBe(git(repository, "rev-parse", "main"));
});

test.each([
  ["shallow", ["--depth=1"]],
  ["detached, as CI makes it", []],
])("works in a clone that is %s", async (_kind, more) => {
  await commit("second");
  const ci = join(directory, "ci");
  git(directory, "clone", "--quiet", ...more, `file://${repository}`, ci);
  git(ci, "switch", "--quiet", "--detach");
  git(ci, "branch", "-D", "main");
  git(ci, "update-ref", "-d", "refs/remotes/origin/main");
  const { directory: cloned, notes } = await clone([TAG], { from: ci });
  expect(notes).toContainEqual(expect.stringContaining("there is no branch main"));
  expect(git(cloned, "rev-parse", `${TAG}^{commit}`)).toBe(git(ci, "rev-parse", "HEAD"));
  expect(git(cloned, "show", "main:file")).toBe("second");
});

test("works in a linked working tree, with its own HEAD", async () => {
  const linked = join(directory, "linked");
  git(repository, "worktree", "add", "--quiet", "-b", "other", linked);
  await writeFile(join(linked, "file"), "linked");
  git(linked, "commit", "--all", "-m", "linked");
  const { head } = await clone([TAG], { from: linked });
  expect(head).toBe(git(linked, "rev-parse", "HEAD"));
});

test("says what is wrong: no repository, no commit", async () => {
  const empty = join(directory, "empty");
  await mkdir(empty);
  await expect(clone([TAG], { from: empty })).rejects.toThrow(/not a git repository/);
  git(empty, "init", "--quiet");
  await expect(clone([TAG], { from: empty })).rejects.toThrow("has no commit yet");
  expect(existsSync(join(directory, "clone"))).toBe(false);
});
