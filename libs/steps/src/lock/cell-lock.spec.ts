import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { type StateLocation } from "@tagform/deployment";

import { AMBIENT, testContext } from "../fixtures/context";
import { Delivery, DESTINATION } from "../fixtures/delivery";
import { lockedCell, type LockSetting } from "../fixtures/locked-cell";
import { describeWithStorage, StateStorage } from "../fixtures/state-storage";
import { temporaryFolder } from "../fixtures/temporary-folder";
import { type CellLock, lockTextOf, readCellLock, runOf } from "./cell-lock";
import { LockStore } from "./lock-store";
import { type Machine, processOnMachine, thisMachine } from "./machine";
import { formatRunLabel } from "./run-label";
import { type Witnesses } from "./run-life";

const SETTINGS: readonly LockSetting[] = [["s3"], ["dynamodb"], ["s3", "dynamodb"]];
const nobody: Witnesses = { machine: undefined, findBuild: () => Promise.reject(new Error("not asked")) };

describeWithStorage("the lock of a cell", () => {
  let storage: StateStorage;
  let store: LockStore;
  let state: StateLocation;
  let marker: string;

  beforeAll(async () => {
    storage = await StateStorage.start();
    store = await LockStore.open(storage.cloud, DESTINATION.state);
  });
  afterAll(() => {
    store.close();
    storage.stop();
  });
  beforeEach(() => {
    state = { ...DESTINATION.state, key: `${randomUUID()}/terraform.tfstate` };
    marker = join(temporaryFolder(), "pid");
  });

  const delivery = (locks: LockSetting, env: Readonly<Record<string, string>> = {}): Delivery =>
    new Delivery({
      // Writes down the process id of terraform, which is its parent, and takes its time.
      configuration: lockedCell({
        state,
        locks,
        command: `echo $PPID > ${marker}.partial && mv ${marker}.partial ${marker} && sleep 2`,
      }),
      cloud: storage.cloud,
      context: testContext({ env: { ...AMBIENT, ...env } }),
    });
  const started = async (): Promise<number> => {
    while (!existsSync(marker)) await new Promise((resolve) => setTimeout(resolve, 50));
    return Number(readFileSync(marker, "utf8"));
  };
  const here = async (): Promise<Witnesses> => ({ ...nobody, machine: await thisMachine() });
  const read = async (locks: LockSetting, asked?: Witnesses): Promise<CellLock> =>
    readCellLock(store, { state, locks }, asked ?? (await here()));
  const named = async (locks: LockSetting): Promise<CellLock> => {
    for (;;) {
      const lock = await read(locks);
      if (lock.halves.length > 0 && lock.halves.every(({ run }) => run !== undefined)) return lock;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  async function applying(locks: LockSetting, env?: Readonly<Record<string, string>>) {
    const made = delivery(locks, env);
    await made.plan();
    await made.approve();
    const ended = made.apply().then(
      ({ result }) => result,
      (error: unknown) => String(error),
    );
    return { made, ended, pid: await started() };
  }

  test.each(SETTINGS.map((setting) => [setting.join(" and "), setting] as const))(
    "names its run in %s while that works, and is gone after it",
    async (_, setting) => {
      const { made, ended, pid } = await applying(setting);
      const lock = await named(setting);
      expect(lock).toMatchObject({ verdict: "held", missing: [], isProvenDead: false });
      expect(lock.halves.map(({ half }) => half.place)).toEqual(setting);
      expect(runOf(lock)).toMatchObject({ directory: made.files.root, process: { pid } });
      expect(lockTextOf(lock)).toMatchObject({ operation: "OperationTypeApply" });
      expect(await ended).toBe("applied");
      expect(await read(setting)).toMatchObject({ verdict: "free", halves: [] });
    },
  );

  test("is stale once its terraform was killed, and only this machine can prove that", async () => {
    const { ended, pid } = await applying(["s3", "dynamodb"]);
    await named(["s3", "dynamodb"]);
    process.kill(pid, "SIGKILL");
    await ended;
    expect(await read(["s3", "dynamodb"])).toMatchObject({
      verdict: "stale",
      because: `terraform, process ${pid} of this machine, has ended`,
      isProvenDead: true,
    });
    const elsewhere: Machine = { machine: "other", boot: "other", namespace: "pid:[4026531836]" };
    expect(await read(["s3"], { ...nobody, machine: elsewhere })).toMatchObject({
      verdict: "unknown",
      because: expect.stringMatching(/^it runs elsewhere, as \S+@\S+: ask there/),
    });
    expect(await read(["s3"], nobody)).toMatchObject({ verdict: "unknown", isProvenDead: false });
  });

  test("is held while a process that terraform left behind still runs", async () => {
    const child = spawn("/bin/sh", ["-c", "sleep 30 & echo; wait"], { detached: true, stdio: "pipe" });
    await new Promise((resolve) => child.stdout.once("data", resolve));
    const left = await processOnMachine(child.pid!);
    const text = JSON.stringify({ ID: "1", Who: "a@b", Info: formatRunLabel({ run: "r", process: left! }) });
    await storage.put(`${state.key}.tflock`, text);
    child.kill("SIGKILL");
    await new Promise((resolve) => child.once("exit", resolve));
    expect(await read(["s3"])).toMatchObject({ verdict: "held" });
    process.kill(-child.pid!, "SIGKILL");
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await read(["s3"])).toMatchObject({ verdict: "stale" });
  });

  test("that CodeBuild's run took lives as long as its build", async () => {
    const variables = { CODEBUILD_BUILD_ID: "tagform-dev-apply:1", TAGFORM_EXECUTION: "e-1" };
    const { ended } = await applying(["s3"], variables);
    const lock = await named(["s3"]);
    expect(runOf(lock)).toEqual({ run: expect.any(String), build: "tagform-dev-apply:1", execution: "e-1" });
    const build = (isOver: boolean, status: string): Witnesses => ({
      machine: undefined,
      findBuild: (id) => Promise.resolve(id === "tagform-dev-apply:1" ? { isOver, status } : undefined),
    });
    expect(await read(["s3"], build(false, "IN_PROGRESS"))).toMatchObject({ verdict: "held" });
    expect(await read(["s3"], build(true, "STOPPED"))).toMatchObject({
      verdict: "stale",
      because: "build tagform-dev-apply:1 has ended: STOPPED",
    });
    const gone = { ...nobody, findBuild: () => Promise.resolve(undefined) };
    expect(await read(["s3"], gone)).toMatchObject({ verdict: "unknown" });
    expect((await read(["s3"], nobody)).because).toContain("could not be asked");
    await ended;
  });

  test("of which one half is gone is an orphan, releasable without a reason only if its run is dead", async () => {
    const { ended, pid } = await applying(["s3", "dynamodb"]);
    const [first] = (await named(["s3", "dynamodb"])).halves;
    expect(await store.remove(state, first!.half)).toBe(true);
    expect(await read(["s3", "dynamodb"])).toMatchObject({ verdict: "held", missing: ["s3"] });
    process.kill(pid, "SIGKILL");
    await ended;
    expect(await read(["s3", "dynamodb"])).toMatchObject({
      verdict: "orphan",
      missing: ["s3"],
      isProvenDead: true,
      because: expect.stringMatching(/^only dynamodb has it, s3 does not; terraform, process/),
    });
    // A cell that locks in DynamoDB only has a whole one there.
    expect(await read(["dynamodb"])).toMatchObject({ verdict: "stale", missing: [] });
  });

  test("that no run of tagform took, or that is no lock at all, is never proven dead", async () => {
    const foreign = { ID: "7", Operation: "OperationTypePlan", Who: "ada@laptop", Info: "", Created: "" };
    await storage.put(`${state.key}.tflock`, JSON.stringify(foreign));
    expect(await read(["s3"])).toMatchObject({
      verdict: "unknown",
      because: "it does not name its run: ask ada@laptop whether it still works",
    });
    await storage.put(`${state.key}.tflock`, "{}");
    expect(await read(["s3"])).toMatchObject({ verdict: "unknown", isProvenDead: false });
  });

  test("is neither replaced nor removed when it is another one by now", async () => {
    await storage.put(`${state.key}.tflock`, JSON.stringify({ ID: "1" }));
    const [old] = await store.halves(state);
    await storage.put(`${state.key}.tflock`, JSON.stringify({ ID: "2" }));
    expect(await store.remove(state, old!)).toBe(false);
    expect(await store.replace(state, old!, "{}")).toBe(false);
    expect((await read(["s3"])).halves[0]?.half.lock?.id).toBe("2");
  });
});
