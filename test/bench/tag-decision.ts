import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import path from "node:path";

import { median, node, run } from "./measure";
import type { Result } from "./row";

const COMMITS = 50_000;
const TAGS = 5_000;
/** On an old commit: all of the history lies between it and the branch. */
const TAG = "dev_us-east-1/team0/1.0";

interface Taken {
  /** Milliseconds of each repetition. */
  readonly decided: readonly number[];
  readonly asked: readonly number[];
}

/** Issue 5, section 8: what the source step needs to decide what a tag means, beyond git itself. */
export function tagDecision(root: string, folder: string): Result[] {
  const repository = generate(path.join(folder, "many-tags"));
  const program = path.join(root, "test/bench/programs/decide-tag.mjs");
  const { stdout } = run(node(root, "tools/launch/run.mjs", program, repository, TAG));
  const { decided, asked } = JSON.parse(stdout) as Taken;
  const [all, git] = [median(decided), median(asked)];
  return [
    {
      point: "8",
      what: "what a tag means, beyond git itself",
      value: all - git,
      unit: "ms",
      atMost: 150,
      detail:
        `${all.toFixed(0)} ms, the least git commands that tell it ${git.toFixed(0)} ms; ` +
        `${COMMITS} commits, ${TAGS} tags, tag on the oldest commit, modules loaded`,
    },
  ];
}

/** A repository with one long branch and a tag on every tenth commit. */
function generate(repository: string): string {
  mkdirSync(repository);
  const git = (args: readonly string[], input = ""): void => {
    execFileSync("git", args, { cwd: repository, input, stdio: ["pipe", "ignore", "pipe"] });
  };
  git(["init", "--quiet", "--initial-branch=main"]);
  git(["fast-import", "--quiet"], Array.from({ length: COMMITS }, (_, index) => commit(index)).join(""));
  return repository;
}

function commit(index: number): string {
  const who = `Ada <ada@example.com> ${1_700_000_000 + index} +0000`;
  const made = `commit refs/heads/main\nmark :${index + 1}\ncommitter ${who}\ndata 1\nm\n`;
  const every = COMMITS / TAGS;
  if (index % every !== 0) return made;
  const number = index / every;
  const tag = `dev_us-east-1/team${number % 100}/1.${Math.floor(number / 100)}`;
  return `${made}tag ${tag}\nfrom :${index + 1}\ntagger ${who}\ndata 1\nm\n`;
}
