import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { parseBuildspec } from "./buildspec";

const FOLDER = join(__dirname, "../../../../../pipelines/buildspecs");

test.each(readdirSync(FOLDER))("%s is a buildspec", (file) => {
  expect(() => parseBuildspec(readFileSync(join(FOLDER, file), "utf8"), file)).not.toThrow();
});

test("all that is wrong is told at once, with its path", () => {
  const text = `
version: 0.1
env: { exported-variables: ["A B"], secrets-manager: { X: y } }
phases:
  biuld: { commands: [a] }
  build: { commands: a }
artifacts: { base-directory: x }
`;
  const told = (path: string): RegExp => new RegExp(`^ {2}${path.replaceAll(".", "\\.")}: `, "m");
  let message = "";
  try {
    parseBuildspec(text, "mine");
  } catch (problem) {
    message = (problem as Error).message;
  }
  expect(message).toContain("buildspec of mine has ");
  for (const path of [
    ...["version", "env.exported-variables", "env.secrets-manager", "phases.biuld", "phases.build.commands"],
    "artifacts.files",
  ]) {
    expect(message).toMatch(told(path));
  }
});

test("a key that stands twice is refused: CodeBuild would take one of them", () => {
  expect(() => parseBuildspec("version: 0.2\nphases: {}\nphases: {}\n", "mine")).toThrow(
    /buildspec of mine is no YAML: .*unique/,
  );
});
