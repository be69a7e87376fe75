import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import path from "node:path";

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "tagform-lock-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const lock = (): string => path.join(root, ".tagform/setup.lock");

/** A process that notes when it has the lock and when it gives it back; with the time it holds it. */
function holder(name: string, milliseconds: number): Promise<number | null> {
  const program = `
    import { appendFileSync } from "node:fs";
    import { setTimeout } from "node:timers/promises";
    import { withSetupLock } from ${JSON.stringify(path.join(__dirname, "setup-lock.mjs"))};
    const note = (what) => appendFileSync(${JSON.stringify(path.join(root, "notes"))}, what + " ${name}\\n");
    await withSetupLock(${JSON.stringify(root)}, async () => {
      note("begin");
      await setTimeout(${milliseconds});
      note("end");
    });
  `;
  const child = spawn(process.execPath, ["--input-type=module", "-e", program], { stdio: "ignore" });
  return new Promise((resolve) => child.once("close", resolve));
}

const notes = (): string[] => readFileSync(path.join(root, "notes"), "utf8").trim().split("\n");

function leaveBehind(pid: number, host: string): void {
  mkdirSync(lock(), { recursive: true });
  writeFileSync(path.join(lock(), "holder.json"), JSON.stringify({ pid, host }));
}

test("several set-ups at once work one after the other", async () => {
  expect(await Promise.all(["a", "b", "c"].map((name) => holder(name, 150)))).toEqual([0, 0, 0]);
  const lines = notes();
  expect(lines).toHaveLength(6);
  for (let at = 0; at < 6; at += 2) expect(lines[at + 1]).toBe(lines[at]?.replace("begin", "end"));
  expect(existsSync(lock())).toBe(false);
}, 30_000);

test("the lock of a process that died is taken over", async () => {
  leaveBehind(2 ** 22 + 1, hostname());
  expect(await holder("a", 1)).toBe(0);
}, 30_000);

test("the lock of another machine that has not shown for a minute is taken over", async () => {
  leaveBehind(1, "elsewhere");
  const longAgo = new Date(Date.now() - 120_000);
  utimesSync(lock(), longAgo, longAgo);
  expect(await holder("a", 1)).toBe(0);
}, 30_000);
