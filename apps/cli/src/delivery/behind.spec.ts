import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import type { Environment } from "@tagform/workload-catalog";

import type { Context } from "../context";
import { shownRun, statusRow } from "../fixtures/status-row";
import { countBehind } from "./behind";

// Real tools on a busy machine take their time.
jest.setTimeout(60_000);

const { PATH = "" } = process.env;
let root: string;
beforeEach(() => (root = mkdtempSync(path.join(tmpdir(), "tagform-behind-"))));
afterEach(() => rmSync(root, { recursive: true }));

function git(...args: string[]): string {
  const identity = ["-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"];
  return execFileSync("git", [...identity, ...args], {
    cwd: root,
    env: { PATH, HOME: root },
    encoding: "utf8",
  }).trim();
}
function commit(): string {
  git("commit", "--quiet", "--allow-empty", "-m", "a commit");
  return git("rev-parse", "HEAD");
}
const environments = [
  { name: "dev", releaseBranch: "main" },
  { name: "prod", releaseBranch: "stable" },
] as Environment[];
const deployed = (environment: "dev" | "prod", id: string | null) =>
  statusRow({ environment, deployed: shownRun({ commit: id }) });

test("counts the commits of each environment's own release branch, as origin has it", async () => {
  git("init", "--quiet", "--initial-branch=main");
  const first = commit();
  git("branch", "stable");
  const second = commit();
  git("update-ref", "refs/remotes/origin/main", second);
  const third = commit();
  const cells = [
    deployed("dev", first),
    deployed("dev", third),
    deployed("prod", first),
    deployed("dev", null),
  ];
  const noted: string[] = [];
  const behind = await countBehind(contextOf(noted), environments, cells);
  expect(cells.map(behind)).toEqual([1, null, 0, null]);
  expect(noted).toEqual([]);
});

test("says that a clone lacks the branch, and counts nothing", async () => {
  git("init", "--quiet", "--initial-branch=main");
  const cells = [deployed("prod", commit())];
  const noted: string[] = [];
  const behind = await countBehind(contextOf(noted), environments, cells);
  expect(cells.map(behind)).toEqual([null]);
  expect(noted.join()).toContain("no branch stable");
  expect(noted.join()).toContain("git fetch origin stable");
});

const contextOf = (noted: string[]): Context =>
  ({
    root,
    env: { PATH },
    note: (text: string) => void noted.push(text),
    signal: new AbortController().signal,
    insist: new AbortController().signal,
  }) as unknown as Context;
