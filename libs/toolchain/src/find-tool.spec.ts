import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { findTool, findTools } from "./find-tool";
import { PINNED } from "./pinned";

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "tagform-find-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** A program in `folder` that prints `output`, whatever it is asked. */
function program(folder: string, name: string, output: string, exitCode = 0): string {
  const file = path.join(root, folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `#!/bin/sh\necho "${output}"\nexit ${exitCode}\n`);
  chmodSync(file, 0o755);
  return file;
}

const where = (...folders: string[]): { root: string; path: string } => ({
  root,
  path: folders.map((folder) => path.join(root, folder)).join(":"),
});

test("set-up's own program comes before the one on the PATH", async () => {
  program("usr", "tflint", `TFLint version ${PINNED.tflint}`);
  const own = program(".tagform/bin", "tflint", `TFLint version ${PINNED.tflint}`);
  expect(await findTool("tflint", where("usr"))).toEqual({
    name: "tflint",
    product: "tflint",
    path: own,
    version: PINNED.tflint,
    origin: "checkout",
  });
});

test("a program on the PATH that is too old is passed over for one that will do", async () => {
  program("old", "terraform", "Terraform v1.5.7");
  const good = program("new", "terraform", "Terraform v1.10.0");
  expect(await findTool("terraform", where("old", "new"))).toMatchObject({ path: good, origin: "path" });
});

test("tofu serves where terraform is missing or too old", async () => {
  program("usr", "terraform", "Terraform v1.9.8");
  program("usr", "tofu", "OpenTofu v1.11.1");
  expect(await findTool("terraform", where("usr"))).toMatchObject({ product: "tofu", version: "1.11.1" });
});

test("what was found and will not do is named, with what to do", async () => {
  const terraform = program("usr", "terraform", "Terraform v1.9.8");
  const tofu = program("usr", "tofu", "OpenTofu v1.10.6");
  expect(await findTool("terraform", where("usr"))).toEqual({
    name: "terraform",
    problem:
      `terraform 1.9.8 at ${terraform} is too old, it must be at least 1.10.0; ` +
      `tofu 1.10.6 at ${tofu} is too old, it must be at least 1.11.0`,
    remedy: "run node tools/setup/setup.mjs, or install terraform >= 1.10.0 or tofu >= 1.11.0",
  });
});

test("another version than the pinned one will not do for tflint", async () => {
  program("usr", "tflint", "TFLint version 0.65.1");
  expect(await findTool("tflint", where("usr"))).toMatchObject({
    problem: expect.stringContaining(`is not ${PINNED.tflint}, the version pinned here`) as string,
  });
});

test("nothing at all is a problem, too", async () => {
  expect(await findTool("terraform", where("usr"))).toMatchObject({
    problem: "not found: looked for terraform, tofu in .tagform and on the PATH",
  });
});

test.each([
  ["fails", "tflint: cannot execute", 126],
  ["says no version", "hello", 0],
])("a program that %s is not the tool", async (_, output, exitCode) => {
  const file = program("usr", "git", output, exitCode);
  expect(await findTool("git", where("usr"))).toMatchObject({ problem: `${file} does not tell its version` });
});

test("a folder or a file that cannot be run is not a program", async () => {
  mkdirSync(path.join(root, "usr/git"), { recursive: true });
  mkdirSync(path.join(root, "other"));
  writeFileSync(path.join(root, "other/git"), "not executable");
  expect(await findTool("git", where("usr", "other"))).toMatchObject({
    problem: expect.stringMatching(/^not found/) as string,
  });
});

test("relative and empty entries of the PATH are not searched", async () => {
  program("usr", "git", "git version 2.50.0");
  const relative = path.relative(process.cwd(), path.join(root, "usr"));
  expect(await findTool("git", { root, path: `:${relative}:` })).toHaveProperty("problem");
});

describe("a tool that is a Python package", () => {
  const install = (folder: string, version: string): void =>
    void mkdirSync(path.join(root, folder, `lib/python3.12/site-packages/moto-${version}.dist-info`), {
      recursive: true,
    });

  test("has the version of the package that is installed beside it", async () => {
    const file = program(".tagform/venv/bin", "moto_server", "never asked", 1);
    install(".tagform/venv", PINNED.moto);
    expect(await findTool("moto_server", where())).toMatchObject({ path: file, version: PINNED.moto });
  });

  test("will not do in another version", async () => {
    program(".tagform/venv/bin", "moto_server", "never asked", 1);
    install(".tagform/venv", "5.1.0");
    expect(await findTool("moto_server", where())).toMatchObject({
      problem: expect.stringMatching(/^moto_server 5\.1\.0 at .* is not 5\.2\.5/) as string,
    });
  });
});

test("several tools are found at once, by name", async () => {
  program("usr", "git", "git version 2.50.0");
  const { git, go } = await findTools(["git", "go"], where("usr"));
  expect(git).toMatchObject({ version: "2.50.0" });
  expect(go).toHaveProperty("remedy");
});
