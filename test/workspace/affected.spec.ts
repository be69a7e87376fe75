import path from "node:path";

import { WorkspaceCopy } from "@tagform/testing";

const ROOT = path.resolve(__dirname, "../..");
const FROM_CACHE = "[local cache]";

let copy: WorkspaceCopy;

beforeAll(() => {
  copy = new WorkspaceCopy(ROOT, process.env);
}, 60_000);
afterAll(() => copy.dispose());

/** The environments whose synth really ran, rather than coming from the cache. */
function synthesized(output: string): string[] {
  const lines = output.split("\n").filter((line) => /nx run app-[\w-]+:synth/.test(line));
  expect(lines).toHaveLength(6);
  return lines.flatMap((line) => (line.includes(FROM_CACHE) ? [] : [/app-([\w-]+):/.exec(line)?.[1] ?? ""]));
}

const synth = (): string[] => {
  const { exitCode, output } = copy.run("npx", ["nx", "run-many", "-t", "synth", "--output-style", "static"]);
  if (exitCode !== 0) throw new Error(output);
  return synthesized(output);
};

test("editing an environment file invalidates that environment's synth, and no other's", () => {
  expect(synth().sort()).toEqual(["dev", "landing-zone", "prod", "qa", "staging", "tooling"]);
  expect(synth()).toEqual([]);

  copy.append("environments/dev/research.ts", "\n// edited\n");
  expect(synth()).toEqual(["dev"]);

  copy.append("libs/network/src/index.ts", "\n// edited\n");
  expect(synth().sort()).toEqual(["dev", "landing-zone", "prod", "qa", "staging", "tooling"]);
}, 300_000);

test("affected finds the environment of an edited file from any base", () => {
  copy.commit("edited");
  copy.append("environments/qa/risk.ts", "\n// edited\n");
  copy.commit("edited again");
  const affected = (base: string): string =>
    copy.run("npx", ["nx", "show", "projects", "--affected", "--projects", "app-*"], { NX_BASE: base })
      .stdout;
  expect(affected("HEAD~1").match(/^app-[\w-]+$/gm)).toEqual(["app-qa"]);
  expect(
    affected("HEAD~2")
      .match(/^app-[\w-]+$/gm)
      ?.sort(),
  ).toEqual(["app-dev", "app-landing-zone", "app-prod", "app-qa", "app-staging", "app-tooling"]);
}, 120_000);
