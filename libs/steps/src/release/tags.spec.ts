import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { parseCell } from "@tagform/deployment";
import { RefusedError, UserError } from "@tagform/outcome";
import { type WritableGit } from "@tagform/toolchain";

import { testContext } from "../fixtures/context";
import { GitRepository } from "../fixtures/git-repository";
import { temporaryFolder } from "../fixtures/temporary-folder";
import { readReleaseTag } from "../source/release-tag";
import { makeTags, pushTags } from "./make-tags";
import { openGit } from "./open-git";
import { type ProposedTag, type ProposeRequest, proposeTags } from "./propose-tags";
import { deployMessage } from "./tag-message";

// Real tools on a busy machine take their time.
jest.setTimeout(60_000);

const CELL = "dev_us-east-1/research";
let repository: GitRepository;
let git: WritableGit;
let remote: string;
let first: string;

beforeEach(async () => {
  const folder = temporaryFolder();
  repository = new GitRepository(join(folder, "clone"));
  remote = join(folder, "remote.git");
  repository.git("init", "--quiet", "--bare", remote);
  repository.git("remote", "add", "origin", remote);
  repository.git("config", "user.name", "Ada Lovelace");
  repository.git("config", "user.email", "ada@example.com");
  first = repository.commit({ a: "1" });
  repository.git("push", "--quiet", "origin", "main");
  git = await openGit(repository.folder, testContext());
});

const proposed = (overrides: Partial<Omit<ProposeRequest, "cells">> = {}, ...cells: string[]) =>
  proposeTags(git, {
    repository: repository.folder,
    releaseBranch: "main",
    remote: "origin",
    cells: (cells.length === 0 ? [CELL] : cells).map(parseCell),
    revision: "HEAD",
    asksRemote: false,
    ...overrides,
  });
const names = (tags: readonly ProposedTag[]): string[] => tags.map(({ name }) => name);

describe("proposing", () => {
  test("each cell gets its own next version, on the same commit", async () => {
    repository.tag(`${CELL}/1.4`);
    repository.tag(`${CELL}/1.10`);
    repository.tag(`${CELL}/latest`);
    repository.tag("dev_us-east-1/researchers/7.0");
    expect(await proposed({}, CELL, "dev_global/research")).toEqual([
      expect.objectContaining({
        name: `${CELL}/1.11`,
        commit: first,
        previous: { version: "1.10", commit: first },
      }),
      {
        name: "dev_global/research/1.0",
        version: "1.0",
        commit: first,
        cell: parseCell("dev_global/research"),
      },
    ]);
  });

  test("a tag that only the remote has counts when the remote is asked", async () => {
    repository.tag(`${CELL}/2.0`);
    repository.git("push", "--quiet", "origin", `refs/tags/${CELL}/2.0`);
    repository.git("tag", "--delete", `${CELL}/2.0`);
    expect(names(await proposed())).toEqual([`${CELL}/1.0`]);
    expect(await proposed({ asksRemote: true })).toMatchObject([
      { name: `${CELL}/2.1`, previous: { version: "2.0" } },
    ]);
  });

  test("every cell that cannot have the version is named at once", async () => {
    repository.tag(`${CELL}/1.1`);
    repository.tag("dev_global/research/3.0");
    const asked = proposed({ version: "1.1" }, CELL, "dev_global/research", "dev_global/risk");
    await expect(asked).rejects.toThrow(RefusedError);
    await expect(asked).rejects.toThrow(
      /^the version has 2 issues:\n {2}dev_us-east-1\/research: version 1\.1 exists.*\n {2}dev_global\/research: version 1\.1 is lower than 3\.0/,
    );
  });

  test("a malformed version is named", async () => {
    await expect(proposed({ version: "1.x" })).rejects.toThrow('version "1.x" in deployment tag');
  });

  test("a commit that was not pushed is refused, with the command", async () => {
    repository.commit({ a: "2" });
    await expect(proposed()).rejects.toThrow(RefusedError);
    await expect(proposed()).rejects.toThrow(
      "it is on your own main only: push that first, git push origin main",
    );
    expect(await proposed({ revision: first })).toMatchObject([{ commit: first }]);
  });

  test("a commit of another branch is refused", async () => {
    repository.git("switch", "--quiet", "--create", "feature");
    repository.commit({ a: "2" });
    await expect(proposed()).rejects.toThrow(/not on the release branch main .*: merge it first/);
  });

  test("a repository without the remote is judged by its own branch", async () => {
    repository.git("remote", "remove", "origin");
    expect(names(await proposed())).toEqual([`${CELL}/1.0`]);
    await expect(proposed({ asksRemote: true })).rejects.toThrow(
      'there is no remote "origin", the repository has none',
    );
  });

  test.each(["none", "--help", "HEAD:a"])("revision %s is no commit", async (revision) => {
    await expect(proposed({ revision })).rejects.toThrow(UserError);
    await expect(proposed({ revision })).rejects.toThrow(`has no commit "${revision}"`);
  });
});

describe("the message", () => {
  test("tells which commits are new, and nothing in it steers a terminal", async () => {
    repository.tag(`${CELL}/1.0`);
    repository.git("commit", "--quiet", "--allow-empty", "--message", "Add \u001b[31m red");
    const later = repository.git("rev-parse", "HEAD");
    repository.git("push", "--quiet", "origin", "main");
    const [tag] = await proposed();
    expect(await deployMessage(git, tag!)).toBe(
      `Deploy ${CELL} 1.1\n\nCommit ${later.slice(0, 12)}, new since 1.0:\n  ${later.slice(0, 12)} Add ?[31m red`,
    );
  });

  test("says so when nothing is new", async () => {
    const [initial] = await proposed();
    expect(await deployMessage(git, initial!)).toContain("the first version");
    repository.tag(`${CELL}/1.0`);
    const [same] = await proposed();
    expect(await deployMessage(git, same!)).toContain("the same as 1.0");
    repository.commit({ a: "2" });
    repository.tag(`${CELL}/1.1`);
    const [older] = await proposed({ revision: first });
    expect(await deployMessage(git, older!)).toContain("older than 1.1");
  });
});

describe("making and pushing", () => {
  const signal = new AbortController().signal;
  const make = async (...cells: string[]): Promise<string[]> => {
    const tags = await proposed({}, ...cells);
    await makeTags(
      git,
      tags.map((tag) => ({ ...tag, message: "m" })),
      false,
    );
    return names(tags);
  };

  test("a made tag is what the source step accepts, and stays here", async () => {
    const [name = ""] = await make(CELL);
    const where = { repository: repository.folder, releaseBranch: "main" };
    expect(await readReleaseTag(git, where, name)).toMatchObject({ commit: first, facts: { message: "m" } });
    expect(repository.git("ls-remote", "--tags", "origin")).toBe("");
  });

  test("a tag that a hook of the remote refuses does not keep the others back, each in a push of its own", async () => {
    const hook = [
      "#!/bin/sh",
      "count=0",
      "while read -r old new ref; do count=$((count + 1)); last=$ref; done",
      'if [ "$count" -gt 1 ]; then echo "too many" >&2; exit 1; fi',
      'case "$last" in */risk/*) echo "risk is frozen" >&2; exit 1;; esac',
      "",
    ].join("\n");
    writeFileSync(join(remote, "hooks/pre-receive"), hook, { mode: 0o755 });
    const made = await make("dev_global/research", "dev_global/risk", CELL);
    const results = await pushTags(git, { remote: "origin", names: made, signal });
    expect([...results]).toEqual([
      [made[0], { pushed: true }],
      [made[1], { pushed: false, reason: expect.stringContaining("risk is frozen") }],
      [made[2], { pushed: true }],
    ]);
    expect(repository.git("ls-remote", "--refs", "--tags", "origin").split("\n")).toHaveLength(2);
  });

  test("what failed to be made says what was made before", async () => {
    const tags = await proposed({}, CELL, "dev_global/risk");
    repository.tag("dev_global/risk/1.0");
    const written = tags.map((tag) => ({ ...tag, message: "m" }));
    await expect(makeTags(git, written, false)).rejects.toThrow(
      /already exists\nmade before: dev_us-east-1\/research\/1\.0$/,
    );
  });

  test("after an interruption nothing more is pushed", async () => {
    const made = await make(CELL);
    const results = await pushTags(git, { remote: "origin", names: made, signal: AbortSignal.abort() });
    expect([...results.values()]).toEqual([{ pushed: false, reason: "interrupted" }]);
  });
});
