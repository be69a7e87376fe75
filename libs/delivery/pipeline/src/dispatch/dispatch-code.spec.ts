import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { run } from "@tagform/toolchain";

import { workspaceRoot } from "../workspace-file";
import { dispatchCode } from "./dispatch-code";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "dispatch-code-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("gives the same bytes in another folder, and names none", () => {
  const root = workspaceRoot();
  for (const part of ["tsconfig.base.json", "libs/delivery/queue", "libs/deployment", "libs/outcome"]) {
    cpSync(join(root, part), join(folder, part), { recursive: true });
  }
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  const here = dispatchCode();
  expect(dispatchCode(folder).sha256).toBe(here.sha256);
  for (const path of [root, folder, "node_modules"]) expect(here.zip.includes(path)).toBe(false);
});

test("is a program with all that it needs, which says what it misses", async () => {
  writeFileSync(join(folder, "code.zip"), dispatchCode().zip);
  const unpack = "import sys, zipfile; zipfile.ZipFile(sys.argv[1]).extractall(sys.argv[2])";
  const alone = join(folder, "alone");
  const options = { cwd: folder, env: { PATH: process.env["PATH"] ?? "" } };
  expect((await run("python3", ["-c", unpack, join(folder, "code.zip"), alone], options)).exitCode).toBe(0);
  const call = `require(${JSON.stringify(join(alone, "index.js"))}).handler().catch((e) => console.log(e.message))`;
  const { stdout } = await run(process.execPath, ["-e", call], { ...options, cwd: alone });
  expect(stdout).toContain("TAGFORM_QUEUE_TABLE: is missing");
});
