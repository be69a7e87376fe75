import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { doctor, formatDoctor } from "./doctor";
import { PINNED } from "./pinned";

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "tagform-doctor-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const examine = (nodeVersion = "v20.19.0"): ReturnType<typeof doctor> =>
  doctor({ root, path: "", env: {}, nodeVersion, nodePath: "/usr/bin/node" });

test("what is missing is told with its purpose and what to do", async () => {
  const report = await examine();
  expect(report.ok).toBe(false);
  expect(formatDoctor(report)).toEqual(
    expect.arrayContaining([
      "found    node              20.19.0  /usr/bin/node (from the PATH)",
      "MISSING  git               not found: looked for git in .tagform and on the PATH",
      "                           it reads deployment tags and exports the tagged commit",
      "                           to do: install git 2.20 or newer",
      "missing  tflint            not found: looked for tflint in .tagform and on the PATH",
      "something required is missing",
    ]),
  );
});

test("a Node.js that is too old is a problem", async () => {
  const { entries } = await examine("v18.20.8");
  expect(entries[0]).toMatchObject({ found: false, problem: expect.stringMatching(/18\.20\.8/) as string });
});

test("tflint's AWS rules are found where set-up puts them", async () => {
  const version = path.join(
    root,
    ".tagform/tflint.d/plugins/github.com/terraform-linters/tflint-ruleset-aws",
    PINNED.tflintRulesetAws,
  );
  mkdirSync(version, { recursive: true });
  writeFileSync(path.join(version, "tflint-ruleset-aws"), "");
  const { entries } = await examine();
  expect(entries.at(-1)).toMatchObject({ found: true, version: PINNED.tflintRulesetAws, origin: "checkout" });
});

test("only what every command needs is required", async () => {
  const { entries } = await examine();
  expect(entries.filter(({ required }) => !required).map(({ name }) => name)).toEqual([
    "python",
    "tflint",
    "go",
    "tflint AWS rules",
  ]);
});
