import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { parse } from "yaml";

import { AMBIENT, CHECKOUT } from "../../fixtures/context";
import { GitRepository } from "../../fixtures/git-repository";
import { temporaryFolder } from "../../fixtures/temporary-folder";

// Real tools on a busy machine take their time.
jest.setTimeout(60_000);

const TAG = "dev_us-east-1/research/1.0";
const PROGRAM = "apps/cli/bin/tagform.mjs";
const SAYS = (who: string): string =>
  `import { execFileSync } from "node:child_process";
console.log(${JSON.stringify(who)}, ...process.argv.slice(2));
console.log(execFileSync("git", ["rev-parse", "refs/tags/${TAG}^{commit}"], { encoding: "utf8" }));`;

const text = readFileSync(join(CHECKOUT, "pipelines/buildspecs/source.yml"), "utf8");
const { phases } = parse(text) as {
  readonly phases: Readonly<Record<string, { readonly commands: readonly string[] }>>;
};
const commands = Object.values(phases).flatMap((phase) => phase.commands);

/** The commands as CodeBuild runs them, in a clone that a webhook made: at the tag's commit, without other tags. */
function build(origin: GitRepository, commit: string): string {
  const clone = join(temporaryFolder(), "clone");
  execFileSync("git", ["clone", "--quiet", "--no-tags", origin.folder, clone]);
  execFileSync("git", ["checkout", "--quiet", "--detach", commit], { cwd: clone });
  const bin = join(clone, "../bin");
  mkdirSync(bin);
  writeFileSync(join(bin, "npm"), "#!/bin/sh\n");
  chmodSync(join(bin, "npm"), 0o755);
  const env = { ...AMBIENT, PATH: `${bin}:${AMBIENT.PATH}`, TAGFORM_RELEASE_BRANCH: "main" };
  return commands
    .map((command) => execFileSync("sh", ["-ec", command], { cwd: clone, encoding: "utf8", env }))
    .join("");
}

test("the release branch's program judges a tag, not the one of the tag's commit", () => {
  const origin = new GitRepository(join(temporaryFolder(), "origin"));
  origin.commit({ [PROGRAM]: SAYS("release branch") });
  origin.git("checkout", "--quiet", "-b", "feature");
  const commit = origin.commit({ [PROGRAM]: SAYS("unreviewed") });
  origin.tag(TAG);
  origin.git("checkout", "--quiet", "main");
  expect(build(origin, commit)).toBe(`release branch source --publish\n${commit}\n\n`);
});

test("no text of a tag can reach a command: the only variable in one is the project's own branch", () => {
  const variables = commands.flatMap((command) => command.match(/\$\{?\w+|`|\$\(/g) ?? []);
  expect(new Set(variables)).toEqual(new Set(["$TAGFORM_RELEASE_BRANCH"]));
});

test("it is at most 15 lines", () => {
  expect(text.trimEnd().split("\n").length).toBeLessThanOrEqual(15);
});
