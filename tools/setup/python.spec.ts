import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { evaluate } from "./evaluate";

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "tagform-python-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function python(name: string, answer: string, exitCode = 0): string {
  const file = path.join(root, "usr", name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `#!/bin/sh\necho "${answer}"\nexit ${exitCode}\n`, { mode: 0o755 });
  return file;
}

const find = (osRelease = "ID=debian\n", platform = "linux"): unknown =>
  evaluate("python.mjs", "all.findPython(root, { path, osRelease, platform })", {
    root,
    path: path.join(root, "usr"),
    osRelease,
    platform,
  });

test("python3 is taken when it is recent and has venv", () => {
  const file = python("python3", "3.12.3 True");
  python("python3.13", "3.13.0 True");
  expect(find()).toMatchObject({ path: file, version: "3.12.3" });
});

test("a tried version is preferred to a newer one that is python3", () => {
  python("python3", "3.15.0 True");
  const file = python("python3.11", "3.11.7 True");
  expect(find()).toMatchObject({ path: file });
});

test("another version is taken where python3 is too old, cannot run or lacks venv", () => {
  python("python3", "3.9.2 True");
  python("python3.13", "command not found", 127);
  python("python3.12", "3.12.3 False");
  const file = python("python3.10", "3.10.12 True");
  expect(find()).toMatchObject({ path: file, version: "3.10.12" });
});

test.each([
  ["ID=debian\n", "linux", "apt-get install python3.11-venv"],
  ["ID=pop\nID_LIKE=ubuntu\n", "linux", "apt-get install python3.11-venv"],
  ["ID=fedora\n", "linux", "dnf install python3.11 python3.11-pip"],
  ["ID=alpine\n", "linux", "apk add python3 py3-pip"],
  ["", "darwin", "brew install python@3.13"],
])("without venv, the package to install is named for %j on %s", (osRelease, platform, command) => {
  const file = python("python3", "3.11.2 False");
  expect(find(osRelease, platform)).toEqual({
    problem: `Python 3.11.2 at ${file} lacks its venv module: ${command}`,
  });
});

test("a Python that is too old is named", () => {
  const file = python("python3", "3.9.2 True");
  expect(find()).toEqual({
    problem:
      `Python is too old (3.9.2 at ${file}), checkov and the embedded AWS need 3.10 or newer: ` +
      "apt-get install python3 python3-venv (a release with Python 3.10 or newer)",
  });
});

test("no Python at all is told", () => {
  expect(find()).toMatchObject({ problem: expect.stringMatching(/^Python is missing, /) as string });
});
