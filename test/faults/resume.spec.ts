import { existsSync } from "node:fs";
import { join } from "node:path";

import { LockHeldError, RefusedError } from "@tagform/outcome";
import { LockStore, prepareResume, readCellLock, type Resumption, witnesses } from "@tagform/steps";
import { type Delivery, describeWithStorage, DESTINATION, StateStorage } from "@tagform/steps/fixtures";

import { FaultCell, unsavedState } from "./cell";
import { FaultyNetwork } from "./faulty-network";

const LOCKS = ["s3", "dynamodb"] as const;
const STATE_WRITE = { method: "PUT", path: /\/terraform\.tfstate(\?|$)/, fault: "refuse" } as const;
const LOCK_RELEASE = { method: "DELETE", path: /\.tflock/, fault: "refuse" } as const;

describeWithStorage("an apply that ended half-way", () => {
  let storage: StateStorage;
  let network: FaultyNetwork;
  let cell: FaultCell;

  beforeAll(async () => {
    storage = await StateStorage.start();
    network = await FaultyNetwork.before(storage.url);
  });
  afterAll(() => {
    network.close();
    storage.stop();
  });
  beforeEach(() => {
    network.heal();
    cell = new FaultCell(storage);
  });

  const resume = ({ files, context }: Delivery): Promise<Resumption> =>
    prepareResume(
      { run: files.root, cell: DESTINATION.cell, state: cell.state, locks: LOCKS, actor: "ada@laptop" },
      context,
    );
  async function verdict(): Promise<string> {
    const store = await LockStore.open(storage.cloud, cell.state);
    const asked = await witnesses(storage.cloud, cell.state.region);
    const lock = await readCellLock(store, { state: cell.state, locks: LOCKS }, asked);
    store.close();
    return lock.verdict;
  }

  /** Until the lock names its run, nothing can be told of it. */
  async function isHeld(): Promise<void> {
    while ((await verdict()) !== "held") await new Promise((resolve) => setTimeout(resolve, 100));
  }

  test("with a state that it kept and a lock that stayed: the state is saved first, then the dead run's lock is released", async () => {
    const run = await cell.approved({ url: network.url, command: cell.waiting });
    network.breaks(STATE_WRITE, LOCK_RELEASE);
    const failed = expect(run.apply()).rejects.toThrow("lies in errored.tfstate");
    await isHeld();
    cell.goOn();
    await failed;
    expect(await verdict()).toMatch(/^(stale|orphan)$/);
    await expect(resume(run)).rejects.toThrow(/is not saved, and nothing was released/);
    expect(await verdict()).toMatch(/^(stale|orphan)$/);

    network.heal();
    expect(await resume(run)).toMatchObject({
      ended: { result: "failed", error: expect.stringContaining("Failed to save state") },
      savedState: true,
      release: { proof: expect.stringContaining("has ended") },
    });
    expect(await cell.isInState()).toBe(true);
    expect(await verdict()).toBe("free");
    expect(unsavedState(run)).toBeUndefined();
    expect(existsSync(join(run.files.work, "saved.tfstate"))).toBe(true);
    expect(await cell.delivery().plan()).toMatchObject({ noChanges: true });
    expect(cell.made).toBe(1);
    await expect(run.apply()).rejects.toThrow(RefusedError);
  });

  test("is not resumed over a run that works by now, and its kept state stays", async () => {
    const run = await cell.approved({ url: network.url });
    const other = await cell.approved({ command: cell.waiting });
    network.breaks(STATE_WRITE);
    await expect(run.apply()).rejects.toThrow("lies in errored.tfstate");
    network.heal();
    const applying = other.apply();
    await isHeld();
    await expect(resume(run)).rejects.toThrow(LockHeldError);
    expect(unsavedState(run)).toContain('"terraform_data"');
    cell.goOn();
    await applying;
    // The other one has made it once more, and its state is newer: nothing is overwritten.
    await expect(resume(run)).rejects.toThrow(
      /is not saved, and nothing was released: if the state has gone on since/,
    );
    expect(unsavedState(run)).toContain('"terraform_data"');
  });

  test("whose lock nobody can judge is refused, with the command that tells more", async () => {
    const run = await cell.approved({ url: network.url });
    network.breaks(STATE_WRITE);
    await expect(run.apply()).rejects.toThrow("lies in errored.tfstate");
    network.heal();
    await storage.lock(cell.state, LOCKS, JSON.stringify({ ID: "7", Who: "ada@laptop" }));
    const refused = resume(run);
    await expect(refused).rejects.toThrow(RefusedError);
    await expect(refused).rejects.toThrow("tagform lock show dev_us-east-1/research says what to do");
    expect(await cell.isInState()).toBe(false);
  });

  test("is none if it came to its end, or never began", async () => {
    const run = await cell.approved();
    await expect(resume(run)).rejects.toThrow("there is nothing to resume, apply its tag");
    await run.apply();
    await expect(resume(run)).rejects.toThrow("came to its end (applied): there is nothing to resume");
  });
});
