import { execFileSync } from "node:child_process";

import { AMBIENT } from "../fixtures/context";
import { temporaryFolder } from "../fixtures/temporary-folder";
import { commitsBehind } from "./commits-behind";

// Real tools on a busy machine take their time.
jest.setTimeout(60_000);

const COMMITS = 110;

function repository(): { git: (...args: string[]) => string; commits: string[] } {
  const folder = temporaryFolder();
  const who = {
    GIT_AUTHOR_NAME: "A",
    GIT_AUTHOR_EMAIL: "a@b",
    GIT_COMMITTER_NAME: "A",
    GIT_COMMITTER_EMAIL: "a@b",
  };
  const git = (...args: string[]): string =>
    execFileSync("git", args, { cwd: folder, env: { ...AMBIENT, ...who }, encoding: "utf8" }).trim();
  git("init", "--quiet", "--initial-branch=main");
  const tree = git("write-tree");
  const commits: string[] = [];
  // Every third commit merges one from a few before, so that branches overlap.
  for (let index = 0; index < COMMITS; index += 1) {
    const parents = [
      commits[index - 1 - (index % 4)] ?? commits.at(-1),
      index % 3 === 0 ? commits.at(-1) : undefined,
    ];
    const words = [...new Set(parents)].flatMap((parent) => (parent === undefined ? [] : ["-p", parent]));
    commits.push(git("commit-tree", tree, ...words, "-m", `commit ${index}`));
  }
  git("update-ref", "refs/heads/main", commits.at(-1) ?? "");
  return { git, commits };
}

test("counts for all commits of a branch with merges what git counts for each", () => {
  const { git, commits } = repository();
  const history = git("rev-list", "--topo-order", "--parents", "main");
  const behind = commitsBehind(history, commits);
  const onMain = new Set(history.split("\n").map((line) => line.slice(0, 40)));
  expect(onMain.size).toBeGreaterThan(32);
  for (const commit of commits) {
    const counted = Number(git("rev-list", "--count", `${commit}..main`));
    expect(behind.get(commit)).toBe(onMain.has(commit) ? counted : undefined);
  }
});

test("says nothing about commits that are not on the branch", () => {
  expect(commitsBehind("b a\na\n", ["a", "b", "c", "a"])).toEqual(
    new Map([
      ["a", 1],
      ["b", 0],
    ]),
  );
  expect(commitsBehind("", ["a"])).toEqual(new Map());
});
