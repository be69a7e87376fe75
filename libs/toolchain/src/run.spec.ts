import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { InterruptedError, run, type RunOptions, type RunResult } from "./run";

// Real tools on a busy machine take their time.
jest.setTimeout(60_000);

const node = (script: string, options: Partial<RunOptions> = {}): Promise<RunResult> =>
  run(process.execPath, ["-e", script], { cwd: tmpdir(), env: {}, ...options });

/** Counts its SIGINTs and says so until it is told to end. */
const COUNTER = `
  let count = 0;
  process.on("SIGINT", () => console.log("SIGINT " + ++count));
  console.log("ready");
  setTimeout(() => process.exit(count), LIFE);
`;
const counter = (lifeMs: number): string => COUNTER.replace("LIFE", String(lifeMs));

test("returns what a program said and its exit code", async () => {
  const result = await node(`console.log("out"); console.error("err"); process.exitCode = 7`);
  expect(result).toMatchObject({ exitCode: 7, stdout: "out\n", stderr: "err\n", interrupted: false });
});

test("arguments and environment reach the program as they are, and nothing is inherited", async () => {
  const hostile = `$(touch x); "a" 'b' \n *`;
  const { stdout } = await run(
    process.execPath,
    ["-e", `console.log(JSON.stringify([process.argv[1], process.env]))`, hostile],
    { cwd: tmpdir(), env: { GIVEN: hostile } },
  );
  expect(JSON.parse(stdout)).toEqual([hostile, { GIVEN: hostile }]);
});

test("gives whole lines, also of characters that arrive in pieces", async () => {
  const lines: string[] = [];
  await node(
    `const bytes = Buffer.from("grün\\r\\nlast");
     process.stdout.write(bytes.subarray(0, 3));
     setTimeout(() => process.stdout.write(bytes.subarray(3)), 50);`,
    { onLine: (line) => void lines.push(line) },
  );
  expect(lines).toEqual(["grün", "last"]);
});

test("gives stdout as bytes where bytes are asked for", async () => {
  const chunks: Buffer[] = [];
  const { stdout } = await node(`process.stdout.write(Buffer.from([0, 255, 10]))`, {
    onBytes: (bytes) => void chunks.push(bytes),
  });
  expect([...Buffer.concat(chunks)]).toEqual([0, 255, 10]);
  expect(stdout).toBe("");
});

test("what a callback throws reaches the caller", async () => {
  const broken = node(`console.log("x"); setInterval(() => undefined, 1000)`, {
    onLine: () => {
      throw new Error("cannot use this line");
    },
  });
  await expect(broken).rejects.toThrow("cannot use this line");
});

test("input is handed over, and a program that does not read it does no harm", async () => {
  expect((await node(`process.stdin.pipe(process.stdout)`, { input: "hello" })).stdout).toBe("hello");
  expect((await node(`process.exit(3)`, { input: "x".repeat(1 << 20) })).exitCode).toBe(3);
});

test("a program that does not exist is a message", async () => {
  const missing = run("/does/not/exist", [], { cwd: tmpdir(), env: {} });
  await expect(missing).rejects.toThrow(/^cannot start \/does\/not\/exist in .*ENOENT/);
});

test("an abort is exactly one SIGINT, and the program decides when it ends", async () => {
  const controller = new AbortController();
  const result = await node(counter(1500), {
    ownGroup: true,
    signal: controller.signal,
    onLine: (line) => {
      if (line === "ready") controller.abort();
    },
  });
  expect(result).toMatchObject({ exitCode: 1, interrupted: true, stdout: "ready\nSIGINT 1\n" });
});

test("insisting sends one more SIGINT, at least a second after the first", async () => {
  const abort = new AbortController();
  const insist = new AbortController();
  const times: number[] = [];
  const { exitCode } = await node(counter(2500), {
    ownGroup: true,
    signal: abort.signal,
    insist: insist.signal,
    onLine: (line) => {
      if (line === "ready") {
        abort.abort();
        insist.abort();
      } else times.push(Date.now());
    },
  });
  expect(exitCode).toBe(2);
  expect(times[1]! - times[0]!).toBeGreaterThanOrEqual(1000);
});

test.each([
  [true, "is not that of the caller: a terminal's Ctrl-C does not reach it a second time"],
  [false, "is that of the caller"],
])("with ownGroup %s the process group of a program %s", async (ownGroup) => {
  const env = { PATH: "/usr/bin:/bin" };
  const group = (pid: number): string =>
    execFileSync("ps", ["-o", "pgid=", "-p", String(pid)], { env, encoding: "utf8" }).trim();
  let groups: string[] = [];
  await node(`console.log(process.pid); setTimeout(() => undefined, 500)`, {
    ownGroup,
    onLine: (pid) => {
      groups = [group(Number(pid)), group(process.pid)];
    },
  });
  expect(groups[0] !== groups[1]).toBe(ownGroup);
});

test.each([
  ["was killed", `process.kill(process.pid, "SIGKILL")`],
  ["ended well", "left.unref()"],
])("what a program left behind in its group when it %s is ended", async (_, end) => {
  const { stdout } = await node(
    `const left = require("node:child_process").spawn("sleep", ["60"], { stdio: "ignore" });
     console.log(left.pid); ${end};`,
    { env: { PATH: "/usr/bin:/bin" }, ownGroup: true },
  );
  await new Promise((resolve) => setTimeout(resolve, 200));
  // Ended, and perhaps not yet reaped by the init process.
  const state = spawnSync("ps", ["-o", "stat=", "-p", stdout.trim()], { encoding: "utf8" }).stdout;
  expect(state.trim()).toMatch(/^(Z.*)?$/);
});

test.each([
  ["group", "reaches the children of a program that has its own group"],
  ["child", "leaves them to a program that stops them itself"],
] as const)("an interrupt of the %s %s", async (interrupts, _what) => {
  const controller = new AbortController();
  const { stdout } = await node(
    `process.on("SIGINT", () => undefined);
     require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(counter(1000))}], { stdio: "inherit" });`,
    {
      ownGroup: true,
      interrupts,
      signal: controller.signal,
      onLine: (line) => {
        if (line === "ready") controller.abort();
      },
    },
  );
  expect(stdout.includes("SIGINT 1")).toBe(interrupts === "group");
});

test("nothing is started once the user has interrupted", async () => {
  await expect(node("", { signal: AbortSignal.abort() })).rejects.toThrow(InterruptedError);
});

test("a program that takes too long is ended", async () => {
  const result = await node(`setInterval(() => undefined, 1000)`, { timeoutMs: 300 });
  expect(result).toMatchObject({ timedOut: true, signal: "SIGTERM", exitCode: 143 });
});

test("a killed program tells by which signal", async () => {
  expect(await node(`process.kill(process.pid, "SIGKILL")`)).toMatchObject({
    signal: "SIGKILL",
    exitCode: 137,
  });
});

test("a grandchild that keeps the output open does not hold up the result", async () => {
  const { durationMs, stdout } = await node(
    `const { pid } = require("node:child_process").spawn("sleep", ["30"], { stdio: "inherit", detached: true });
     console.log(pid); process.exit(0);`,
    { env: { PATH: "/usr/bin:/bin" } },
  );
  process.kill(Number(stdout));
  expect(durationMs).toBeLessThan(10_000);
});

describe("a child whose stdout goes through a file", () => {
  const folder = mkdtempSync(join(tmpdir(), "tagform-run-"));
  const stdoutFile = join(folder, "out.txt");
  afterAll(() => rmSync(folder, { recursive: true }));

  test("is heard line by line while it runs, and whole at its end", async () => {
    const lines: string[] = [];
    const script = "echo one; sleep 0.5; echo two; echo three >&2; printf four";
    const { stdout, stderr, exitCode } = await run("/bin/sh", ["-c", script], {
      cwd: folder,
      env: { PATH: process.env["PATH"] ?? "" },
      stdoutFile,
      onLine: (line, stream) => lines.push(`${stream}: ${line}`),
    });
    expect({ stdout, stderr, exitCode }).toEqual({
      stdout: "one\ntwo\nfour",
      stderr: "three\n",
      exitCode: 0,
    });
    expect(lines.filter((line) => line.startsWith("stdout"))).toEqual([
      "stdout: one",
      "stdout: two",
      "stdout: four",
    ]);
    expect(statSync(stdoutFile).mode & 0o777).toBe(0o600);
  });
});
