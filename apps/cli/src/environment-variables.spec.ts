import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const ROOT = path.resolve(__dirname, "../../..");
const PAGE = "docs/reference/environment-variables.md";
/** The command, and the libraries that it gives the environment to; the rest are told by it. */
const READERS = [
  "apps/cli/src",
  "libs/deployment/src",
  "libs/delivery/queue/src",
  "libs/steps/src",
  "libs/toolchain/src",
  "tools/launch/launch.mjs",
  "pipelines/buildspecs",
];
/** `env["X"]`, `environment["X"]`, and names that are kept in a constant or handed to a function. */
const READ = [
  /\benv(?:ironment)?\["(?<name>[A-Za-z_]+)"\]/g,
  /"(?<name>(?:TAGFORM|CODEBUILD|TF|AWS|TFLINT|GIT)_[A-Za-z_]+)"/g,
  /\$(?<name>(?:TAGFORM|CODEBUILD)_[A-Za-z_]+)/g,
];

function sources(place: string): string[] {
  const full = path.join(ROOT, place);
  if (path.extname(place) !== "") return [readFileSync(full, "utf8")];
  return readdirSync(full, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(ts|yml)$/.test(name) && !/\.spec\.ts$|(^|\/)fixtures\//.test(name))
    .map((name) => readFileSync(path.join(full, name), "utf8"));
}

const read = new Set(
  READERS.flatMap(sources).flatMap((text) =>
    READ.flatMap((pattern) => [...text.matchAll(pattern)].flatMap(({ groups }) => groups?.["name"] ?? [])),
  ),
);
/** Names in the first column of the page's tables. */
const documented = new Set(
  readFileSync(path.join(ROOT, PAGE), "utf8")
    .split("\n")
    .flatMap((line) => /^\| (`.*?) \|/.exec(line)?.[1] ?? [])
    .flatMap((names) => [...names.matchAll(/`([A-Za-z_]+)(?:<\w+>)?`/g)].flatMap(([, name]) => name ?? [])),
);

test(`every variable that is read has its line in ${PAGE}`, () => {
  expect([...read].filter((name) => !documented.has(name)).sort()).toEqual([]);
});

test("no line is of a variable of Tagform's that nothing reads", () => {
  const own = [...documented].filter((name) => name.startsWith("TAGFORM_"));
  expect(own.filter((name) => !read.has(name))).toEqual([]);
});
