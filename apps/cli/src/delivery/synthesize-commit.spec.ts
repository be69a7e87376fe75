import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import pico from "picocolors";

import type { Context } from "../context";
import { synthesizeCommit } from "./synthesize-commit";

const CELL = { environment: "dev", scope: "global", team: "risk" } as const;
const ORIGIN = { address: "aws_iam_role.one", construct: "dev-global-risk/one" };

let run: string;
beforeEach(() => {
  run = mkdtempSync(path.join(tmpdir(), "tagform-commit-"));
});
afterEach(() => rmSync(run, { recursive: true, force: true }));

/** Lets the exported commit's program be `body`, after `words` and `out` are known. */
function commitProgram(body: string): void {
  const file = path.join(run, "source/apps/cli/bin/tagform.mjs");
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(
    file,
    `import { mkdirSync, writeFileSync } from "node:fs";
     const words = process.argv.slice(2);
     const out = words[words.indexOf("--out") + 1];
     const write = (name, value) => { mkdirSync(out, { recursive: true }); writeFileSync(out + "/" + name, JSON.stringify(value)); };
     const manifest = { cells: [{ cell: "dev_global/risk", file: "dev-global-risk/cdk.tf", sha256: "abc" }] };
     ${body}`,
  );
}

const context = (): Context => ({
  root: run,
  env: { PATH: process.env["PATH"] ?? "", AWS_PROFILE: "mine" },
  node: { version: process.version, path: process.execPath },
  print: () => undefined,
  note: () => undefined,
  status: { start: () => undefined, stop: () => undefined },
  colors: pico.createColors(false),
  isInteractive: false,
  width: 80,
  signal: new AbortController().signal,
  insist: new AbortController().signal,
});

test("the commit's own program synthesizes, without credentials, and tells where blocks come from", async () => {
  commitProgram(`
    if (process.env.AWS_PROFILE !== undefined) throw new Error("it has credentials");
    write("manifest.json", manifest);
    write("origins.json", { "dev_global/risk": [${JSON.stringify(ORIGIN)}] });`);
  const words = ["--build-region", "us-east-1"];
  expect(await synthesizeCommit(context(), run, CELL, words)).toEqual({
    file: "cdk.tf",
    sha256: "abc",
    origins: [ORIGIN],
  });
});

test("a commit that is older than the option can be looked at, too, without origins", async () => {
  commitProgram(`
    if (words.includes("--origins")) { console.error("error: unknown option '--origins'"); process.exit(1); }
    write("manifest.json", manifest);`);
  expect(await synthesizeCommit(context(), run, CELL, [])).toMatchObject({ sha256: "abc", origins: [] });
});

test("what the commit's program says when it fails is passed on", async () => {
  commitProgram(`console.error("tagform: teams.risk has 1 issue"); process.exit(1);`);
  await expect(synthesizeCommit(context(), run, CELL, [])).rejects.toThrow(
    "the tagged commit cannot synthesize dev_global/risk:\ntagform: teams.risk has 1 issue",
  );
});
