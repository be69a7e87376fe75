import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { tagform } from "../fixtures/recording-context";

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "tagform-diff-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const diff = (...words: string[]) =>
  tagform(["diff", ...words], { root, env: { PATH: process.env["PATH"] ?? "" } });

test("a glob is refused: a diff is of one cell", async () => {
  expect((await diff("dev_*")).exitCode).toBe(1);
});

test("the rehearsal provider, which is not AWS, is refused without an embedded AWS", async () => {
  expect(await diff("dev_global/risk", "--provider", "rehearsal")).toMatchObject({
    exitCode: 3,
    noted: expect.stringContaining("the rehearsal provider is not AWS"),
    printed: "",
  });
});

test("only an embedded AWS on this machine is looked at", async () => {
  const elsewhere = await diff(
    "dev_global/risk",
    "--endpoint",
    "https://aws.example.com",
    "--provider",
    "rehearsal",
  );
  expect(elsewhere).toMatchObject({ exitCode: 3, noted: expect.stringContaining("is not on this machine") });
});

test("whatever the end, nothing of a look is left, nor of one that was killed, as it may hold secrets", async () => {
  const folder = path.join(root, ".tagform/diffs");
  const killed = path.join(folder, "diff-killed");
  mkdirSync(killed, { recursive: true });
  utimesSync(killed, 0, 0);
  await diff("dev_global/risk", "--provider", "rehearsal");
  expect(existsSync(folder) ? readdirSync(folder) : []).toEqual([]);
});
