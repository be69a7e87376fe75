import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { parseBuildspec } from "./buildspec";
import { type BuildResult, runBuild } from "./code-build";
import { unzipTo } from "./zip";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tagform-build-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs a buildspec on a source with one file, as a project with a variable would. */
function build(buildspec: string, outputs: readonly string[] = []): Promise<BuildResult> {
  return runBuild({
    id: "plan:1",
    project: {
      name: "plan",
      arn: "arn:aws:codebuild:us-east-1:555555555555:project/plan",
      roleArn: "",
      buildspec: parseBuildspec(`version: 0.2\n${buildspec}`, "plan"),
      environment: { FROM: "project", LEFT: "project" },
      webhook: undefined,
    },
    overrides: { FROM: "action" },
    primary: async (directory) => {
      mkdirSync(directory, { recursive: true });
      writeFileSync(join(directory, "file"), "");
      return Promise.resolve();
    },
    secondary: new Map([["Linted", makeFolder]]),
    outputs,
    directory: join(folder, "build"),
    machine: { PATH: process.env["PATH"] ?? "" },
    prepare: () => Promise.resolve(),
    onLine: () => undefined,
    signal: new AbortController().signal,
  });
}
function makeFolder(directory: string): Promise<void> {
  mkdirSync(directory);
  return Promise.resolve();
}
const log = (): string[] => readFileSync(join(folder, "build/build.log"), "utf8").trim().split("\n");

test("commands share one shell, and what they exported is read back", async () => {
  const { isSuccess, exported } = await build(`
env: { exported-variables: [ANSWER, WHERE] }
phases:
  install: { commands: [half=4, mkdir deep && cd deep] }
  build: { commands: ['export ANSWER="$half"2 WHERE="$PWD"'] }
`);
  expect({ isSuccess, exported }).toEqual({
    isSuccess: true,
    exported: { ANSWER: "42", WHERE: join(folder, "build/src/deep") },
  });
});

test("an action's variables go before the project's, and further artifacts have folders", async () => {
  await build(
    `phases: { build: { commands: ['echo $FROM $LEFT', 'test -d "$CODEBUILD_SRC_DIR_Linted" && echo there'] } }`,
  );
  expect(log()).toEqual(["action project", "there"]);
});

test("a variable that was set and not exported fails the build, as it is not in the environment", async () => {
  const result = await build(`
env: { exported-variables: [CHANGED] }
phases: { build: { commands: [CHANGED=true] } }
`);
  expect(result).toMatchObject({
    isSuccess: false,
    failure: "exported-variables: CHANGED was never set in the environment of the build",
  });
});

test("after a failed build comes post_build, and the build stays failed", async () => {
  const { failure } = await build(`
phases:
  build: { commands: [echo one, "(exit 3)", echo never], finally: [echo finally] }
  post_build: { commands: ["echo post $CODEBUILD_BUILD_SUCCEEDING"] }
`);
  expect(failure).toBe('build: command "(exit 3)" failed with exit code 3');
  expect(log()).toEqual(["one", "finally", "post 0"]);
});

test("after a failed install comes nothing", async () => {
  const { failure } = await build(`
phases:
  install: { commands: ["false"] }
  build: { commands: [echo build] }
  post_build: { commands: [echo post] }
`);
  expect(failure).toBe('install: command "false" failed with exit code 1');
  expect(log()).toEqual([""]);
});

test("a command that ends the shell is a failure, whatever its exit code", async () => {
  const { failure } = await build("phases: { build: { commands: [exit 0] } }");
  expect(failure).toBe('build: command "exit 0" ended the shell');
});

test("files are handed on by their globs, without those that are excluded", async () => {
  const { artifacts } = await build(
    `
phases: { build: { commands: [mkdir -p plan/deep work, touch plan/deep/a plan/.b work/c work/d] } }
artifacts: { files: [plan/**/*, work/*], exclude-paths: [work/d] }
`,
    ["Planned"],
  );
  await unzipTo(join(folder, "out"), artifacts.get("Planned")!, "Planned");
  for (const file of ["plan/deep/a", "plan/.b", "work/c"]) {
    expect(readFileSync(join(folder, "out", file), "utf8")).toBe("");
  }
  expect(() => readFileSync(join(folder, "out/work/d"))).toThrow("ENOENT");
});

test("a glob that no file fits fails the build", async () => {
  const { failure } = await build("phases: { build: { commands: [] } }\nartifacts: { files: [plan/**/*] }", [
    "Planned",
  ]);
  expect(failure).toBe("artifacts: no file fits plan/**/* in .");
});
