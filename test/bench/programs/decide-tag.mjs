// `decide-tag.mjs REPOSITORY TAG`: what the source step finds out about a tag, against the git commands that tell it.
import { spawnSync } from "node:child_process";

import { readReleaseTag } from "@tagform/steps";
import { Git } from "@tagform/toolchain";

const [repository, tag] = process.argv.slice(-2);
const REPETITIONS = 9;

async function measure() {
  const git = new Git({ path: "git", repository, env: process.env });
  const decided = [];
  const asked = [];
  for (let repetition = 0; repetition < REPETITIONS; repetition += 1) {
    decided.push(await timeOf(() => readReleaseTag(git, { repository, releaseBranch: "main" }, tag)));
    asked.push(await timeOf(askGit));
  }
  console.log(JSON.stringify({ decided, asked }));
}

/** Who made the tag and on which commit, and whether the release branch has that commit. */
function askGit() {
  const { stdout } = gitSays("cat-file", "tag", `refs/tags/${tag}`);
  const [, commit] = /^object ([0-9a-f]+)$/m.exec(stdout);
  if (gitSays("merge-base", "--is-ancestor", commit, "refs/heads/main").status !== 0) throw new Error(stdout);
}

function gitSays(...args) {
  return spawnSync("git", args, { cwd: repository, encoding: "utf8" });
}

/** Milliseconds. */
async function timeOf(work) {
  const started = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - started) / 1e6;
}

void measure();
