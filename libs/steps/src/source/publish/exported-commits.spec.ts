import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { Git } from "@tagform/toolchain";

import { AMBIENT } from "../../fixtures/context";
import { GitRepository } from "../../fixtures/git-repository";
import { temporaryFolder } from "../../fixtures/temporary-folder";
import { ExportedCommits } from "./exported-commits";

// Real tools on a busy machine take their time.
jest.setTimeout(60_000);

test("a commit is exported once while it is among the last ones, and the disk holds no more than those", async () => {
  const repository = new GitRepository(join(temporaryFolder(), "repository"));
  const commits = ["1", "2", "3", "4", "5"].map((text) => repository.commit({ "a.txt": text }));
  const git = new Git({ path: "git", repository: repository.folder, env: AMBIENT });
  const trees = await ExportedCommits.within(git, async (exported) => {
    const first = await exported.get(commits[0]!);
    expect(await exported.get(commits[0]!)).toBe(first);
    expect(first.digest).toBe(repository.git("rev-parse", `${commits[0]!}^{tree}`));
    const others = [];
    for (const commit of commits.slice(1)) others.push(await exported.get(commit));
    expect(existsSync(first.tree)).toBe(false);
    expect(others.map(({ tree }) => readFileSync(join(tree, "a.txt"), "utf8"))).toEqual(["2", "3", "4", "5"]);
    expect(readFileSync(join((await exported.get(commits[0]!)).tree, "a.txt"), "utf8")).toBe("1");
    return others.map(({ tree }) => tree);
  });
  expect(trees.filter((tree) => existsSync(tree))).toEqual([]);
});
