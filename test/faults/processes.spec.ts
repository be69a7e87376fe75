import { type ChildProcess, spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";

import { EXIT } from "@tagform/outcome";
import {
  AMBIENT,
  type Delivery,
  describeWithStorage,
  DESTINATION,
  StateStorage,
} from "@tagform/steps/fixtures";

import { FaultCell } from "./cell";

const ROOT = path.resolve(__dirname, "../..");
const CELL = "dev_us-east-1/research";
const MANIFEST = {
  tag: `${CELL}/1.0`,
  version: "1.0",
  cell: DESTINATION.cell,
  tagObject: "a".repeat(40),
  commit: "b".repeat(40),
  branch: "refs/heads/main",
  tagger: { name: "Ada", email: "ada@example.com" },
  taggedAt: "2026-11-21T11:00:00Z",
  message: "",
  signed: false,
  tree: "source",
  digest: "c".repeat(40),
  dependencies: "none",
  notes: [],
};

interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function start(...words: string[]): { readonly child: ChildProcess; readonly ended: Promise<Ended> } {
  const child = spawn(process.execPath, [path.join(ROOT, "apps/cli/bin/tagform.mjs"), ...words], {
    env: AMBIENT,
  });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (text: Buffer) => (stdout += text.toString()));
  child.stderr.on("data", (text: Buffer) => (stderr += text.toString()));
  // Not "close": what a killed one left behind may keep its pipes.
  const ended = new Promise<Ended>((resolve) =>
    child.once("exit", (exitCode) => setTimeout(() => resolve({ exitCode, stdout, stderr }), 100)),
  );
  return { child, ended };
}
const tagform = (...words: string[]): Promise<Ended> => start(...words).ended;

describeWithStorage("a tagform process that is ended while it applies", () => {
  let storage: StateStorage;
  let cell: FaultCell;

  // The cell is one that the data has, so each test has a storage of its own.
  beforeEach(async () => {
    storage = await StateStorage.start();
    cell = new FaultCell(storage, DESTINATION.state);
  });
  afterEach(() => storage.stop());

  /** An apply that is at work, in a process of its own, and the process id of its terraform. */
  async function applying() {
    const run: Delivery = cell.delivery({ command: cell.waiting });
    writeFileSync(run.files.sourceManifest, JSON.stringify(MANIFEST));
    const words = ["--run", run.files.root];
    for (const [step, exitCode] of [
      ["plan", EXIT.changes],
      ["approve", EXIT.ok],
    ] as const) {
      expect(await tagform(step, ...words)).toMatchObject({ exitCode });
    }
    const { child, ended } = start("apply", ...words);
    const terraform = await cell.isBeingMade();
    // Until the lock names its run, nothing can be proven of it.
    while ((await verdict()) !== "held") await new Promise((resolve) => setTimeout(resolve, 100));
    return { run, child, ended, terraform };
  }
  const lock = async (command: string, ...words: string[]) =>
    tagform("lock", command, CELL, "--endpoint", storage.url, ...words);
  async function verdict(): Promise<unknown> {
    const { stdout } = await lock("show", "--json");
    return (JSON.parse(stdout) as { readonly verdict: unknown }).verdict;
  }

  test("TERM: terraform ends its work and saves it, no lock stays, and the message says what to do", async () => {
    const { run, child, ended } = await applying();
    child.kill("SIGTERM");
    const { exitCode, stderr } = await ended;
    expect(exitCode).toBe(EXIT.interrupted);
    expect(stderr).toContain("interrupted");
    expect(run.json(run.files.apply)).toMatchObject({
      result: "interrupted",
      error: expect.stringContaining("plan again to do the rest; the state is not locked"),
    });
    expect(await cell.isInState()).toBe(true);
    expect(await verdict()).toBe("free");
  });

  test("KILL: terraform goes on alone and holds its lock until it has saved everything", async () => {
    const { run, child, ended } = await applying();
    child.kill("SIGKILL");
    await ended;
    expect(run.json(run.files.apply)).toMatchObject({
      result: "interrupted",
      error: expect.stringContaining("killed"),
    });
    expect(await verdict()).toBe("held");
    const refused = await lock("release", "--reason", "I think that it is dead");
    expect(refused).toMatchObject({ exitCode: EXIT.lockHeld, stdout: "" });
    expect(refused.stderr).toContain("wait until that run has ended, or end it");
    cell.goOn();
    while ((await verdict()) !== "free") await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await cell.isInState()).toBe(true);
    expect(await cell.delivery().plan()).toMatchObject({ noChanges: true });
    expect(cell.made).toBe(1);
    const again = await tagform("apply", "--run", run.files.root);
    expect(again).toMatchObject({ exitCode: EXIT.refused });
  });

  test("KILL of terraform too: its lock is stale, is released with that as proof, and the next plan goes on", async () => {
    const { child, ended, terraform } = await applying();
    process.kill(-terraform, "SIGKILL");
    child.kill("SIGKILL");
    await ended;
    expect(await verdict()).toBe("stale");
    const { exitCode, stdout } = await lock("release");
    expect(exitCode).toBe(EXIT.ok);
    expect(stdout).toMatch(
      /: released in s3, dynamodb \(terraform, process \d+ of this machine, has ended\), written/,
    );
    expect(await verdict()).toBe("free");
    expect(await cell.delivery().plan()).toMatchObject({ adds: 1 });
  });
});
