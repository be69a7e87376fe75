import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { WritableGit } from "./writable-git";

// Real tools on a busy machine take their time.
jest.setTimeout(60_000);

let folder: string;
let env: Record<string, string>;
const sh = (cwd: string, ...args: string[]): string =>
  execFileSync("git", args, { cwd, env, encoding: "utf8", stdio: "pipe" }).trim();
const clone = (): string => join(folder, "clone");
const remote = (): string => join(folder, "remote.git");
const git = (): WritableGit => new WritableGit({ path: "git", repository: clone(), env });
const head = (): string => sh(clone(), "rev-parse", "HEAD");

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tagform-writable-git-"));
  env = {
    PATH: process.env["PATH"] ?? "",
    HOME: folder,
    GIT_AUTHOR_NAME: "A",
    GIT_AUTHOR_EMAIL: "a@example.com",
    GIT_COMMITTER_NAME: "C D",
    GIT_COMMITTER_EMAIL: "c@example.com",
  };
  sh(folder, "init", "--quiet", "--bare", "remote.git");
  sh(folder, "init", "--quiet", "--initial-branch=main", "clone");
  sh(clone(), "commit", "--quiet", "--allow-empty", "-m", "one");
  sh(clone(), "remote", "add", "origin", remote());
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const make = (name: string, overrides: { message?: string; sign?: boolean } = {}): Promise<void> =>
  git().createTag({ name, commit: head(), message: "m", sign: false, ...overrides });

test("a tag is annotated by the user, with its message as it was given", async () => {
  const message = "--delete\n\n# not a comment\n$(touch x) `y`";
  await make("dev_global/a/1.0", { message });
  expect(await git().readTag(sh(clone(), "rev-parse", "refs/tags/dev_global/a/1.0"))).toMatchObject({
    message,
    tagger: { name: "C D", email: "c@example.com" },
    object: head(),
    signed: false,
  });
});

test("a signed tag is signed with the user's key", async () => {
  execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", join(folder, "key")]);
  sh(clone(), "config", "gpg.format", "ssh");
  sh(clone(), "config", "user.signingKey", join(folder, "key.pub"));
  await make("dev_global/a/1.0", { sign: true });
  const tag = await git().readTag(sh(clone(), "rev-parse", "refs/tags/dev_global/a/1.0"));
  expect(tag).toMatchObject({ signed: true, message: "m" });
});

test("a tag that exists is never replaced", async () => {
  await make("dev_global/a/1.0");
  await expect(make("dev_global/a/1.0")).rejects.toThrow(/^git tag failed in .*already exists/);
});

test("the tags of one cell are not those of a team whose name begins alike", async () => {
  for (const name of ["dev_global/a/1.0", "dev_global/a/1.1", "dev_global/ab/2.0", "dev_global/x/a/1.0"])
    sh(clone(), "tag", name);
  expect(await git().listTags("dev_global/a")).toEqual(["dev_global/a/1.0", "dev_global/a/1.1"]);
  sh(clone(), "push", "--quiet", "--tags", "origin");
  expect(await git().listRemoteTags("origin", ["dev_global/a"])).toEqual([
    "dev_global/a/1.0",
    "dev_global/a/1.1",
  ]);
});

test("a push carries one tag and nothing else", async () => {
  sh(clone(), "config", "push.followTags", "true");
  await make("dev_global/a/1.0");
  await make("dev_global/a/1.1");
  expect(await git().pushTag("origin", "dev_global/a/1.1")).toEqual({ pushed: true });
  expect(sh(remote(), "for-each-ref", "--format=%(refname)")).toBe("refs/tags/dev_global/a/1.1");
});

test("a remote's hook that refuses a tag says why", async () => {
  const hook = '#!/bin/sh\necho "no deployments on Friday" >&2\nexit 1\n';
  writeFileSync(join(remote(), "hooks/update"), hook, { mode: 0o755 });
  await make("dev_global/a/1.0");
  const result = await git().pushTag("origin", "dev_global/a/1.0");
  expect(result).toMatchObject({
    pushed: false,
    reason: expect.stringContaining("no deployments on Friday"),
  });
  expect(result).toMatchObject({ reason: expect.stringContaining("hook declined") });
});

test("a remote that cannot be reached is an error in git's words", async () => {
  rmSync(remote(), { recursive: true });
  await expect(git().listRemoteTags("origin", ["dev_global/a"])).rejects.toThrow(/^git ls-remote failed in /);
});

test("commits between two are told by id and subject, newest first", async () => {
  const base = head();
  for (const subject of ["two", "three"])
    sh(clone(), "commit", "--quiet", "--allow-empty", "-m", subject, "-m", "body");
  expect((await git().commitsBetween(base, "HEAD", 9)).map(({ subject }) => subject)).toEqual([
    "three",
    "two",
  ]);
  expect(await git().commitsBetween(base, "HEAD", 1)).toEqual([{ id: head(), subject: "three" }]);
});

test("a new file makes a working tree dirty", async () => {
  expect(await git().isDirty()).toBe(false);
  writeFileSync(join(clone(), "new"), "");
  expect(await git().isDirty()).toBe(true);
});
