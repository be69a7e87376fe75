import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

import { WorkspaceCopy } from "@tagform/testing";

const ROOT = path.resolve(__dirname, "../..");
const TAG = "dev_us-east-1/research/1.0";

let copy: WorkspaceCopy;
beforeAll(() => {
  copy = new WorkspaceCopy(ROOT, process.env);
});
afterAll(() => copy.dispose());

test("one tag to HCL loads cdktf and small helpers: no client of AWS, no archives, nothing of a rehearsal", () => {
  expect(copy.tagform("synth", TAG, "--out", path.join(copy.root, "dist"))).toMatchObject({ exitCode: 0 });
  const others = loaded().filter((name) => !/^(@cdktf|cdktf|constructs)\b/.test(name));
  expect(others).toEqual(["commander", "fastest-levenshtein", "ipaddr.js", "picocolors", "picomatch"]);
});

/** Packages in those files of the bundle of which V8's code was kept: that happens to files that a command loads. */
function loaded(): string[] {
  const builds = path.join(copy.root, ".tagform/build/apps-cli-src-main");
  const [bundle = ""] = readdirSync(builds).filter((name) => name !== "stamp.json");
  const folder = path.join(builds, bundle);
  const table = JSON.parse(readFileSync(path.join(folder, "table.json"), "utf8")) as Record<string, string>;
  const isLoaded = ([, file]: [string, string]): boolean =>
    existsSync(path.join(copy.root, ".tagform/code", `${file}.code`));
  const names = Object.entries(table)
    .filter(isLoaded)
    .map(([name]) => name);
  return names.sort();
}
