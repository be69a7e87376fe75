import { describeWithStorage, StateStorage } from "@tagform/steps/fixtures";

import { FaultCell, typeLastLine, unsavedState } from "./cell";
import { type FaultRule, FaultyNetwork } from "./faulty-network";

const STATE_WRITE = { method: "PUT", path: /\/terraform\.tfstate(\?|$)/ } as const;
const failure = (applying: Promise<unknown>): Promise<string> =>
  applying.then(
    () => "it did not fail",
    (error: unknown) => String(error),
  );

describeWithStorage("between terraform and its state", () => {
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

  test.each<[string, FaultRule["fault"]]>([
    ["a network that is cut while the state is written", "cut"],
    ["an upload of the state that is refused", "refuse"],
  ])(
    "%s loses nothing: one command of the message saves the state, and nothing runs twice",
    async (_, fault) => {
      const run = await cell.approved({ url: network.url });
      network.breaks({ ...STATE_WRITE, fault });
      const message = await failure(run.apply());
      expect(network.spoilt).toBeGreaterThan(0);
      expect(message).toContain("lies in errored.tfstate: save it, before anything else, with\n");
      expect(unsavedState(run)).toContain('"terraform_data"');
      expect(await cell.isInState()).toBe(false);
      expect(run.json(run.files.apply)).toMatchObject({
        result: "failed",
        error: expect.stringContaining("errored"),
      });

      network.heal();
      await typeLastLine(message);
      expect(await cell.isInState()).toBe(true);
      expect(await cell.delivery().plan()).toMatchObject({ noChanges: true });
      expect(cell.made).toBe(1);
      expect(await failure(run.apply())).toContain("this plan is not applied");
    },
  );

  test("a state whose answer got lost was saved: it is written again, and apply succeeds", async () => {
    const run = await cell.approved({ url: network.url });
    network.breaks({ ...STATE_WRITE, fault: "cut answer" });
    const applying = run.apply();
    while (network.spoilt === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    network.heal();
    expect(await applying).toMatchObject({ result: "applied" });
    expect(await cell.delivery().plan()).toMatchObject({ noChanges: true });
    expect(cell.made).toBe(1);
  });

  test("a lock that got lost while apply worked: the state is saved, and the message says that it was not locked", async () => {
    const run = await cell.approved({ command: cell.waiting });
    const ended = failure(run.apply());
    await cell.isBeingMade();
    await cell.loseLock();
    cell.goOn();
    const message = await ended;
    expect(message).toMatch(/Error releasing the state lock[^]*the state is not locked$/);
    expect(await cell.isInState()).toBe(true);
    expect(await cell.delivery().plan()).toMatchObject({ noChanges: true });
    expect(cell.made).toBe(1);
  });

  test("two runs that race for a cell: one applies, the other is refused before it changes anything", async () => {
    const first = await cell.approved({ command: "sleep 1" });
    const runs = [first, await cell.approved({ command: "sleep 1" })];
    const ended = await Promise.all(
      runs.map((run) =>
        run.apply({ lockTimeoutSeconds: 30 }).then(
          ({ result }) => result,
          (error: unknown) => String(error),
        ),
      ),
    );
    expect(ended.filter((one) => one === "applied")).toHaveLength(1);
    // Which of the two depends on whether the lock was given back before terraform could read whose it is.
    expect(ended.filter((one) => one !== "applied")).toEqual([
      expect.stringMatching(
        /^(RefusedError: .*plan and approve again|LockHeldError: .*nothing was changed)/s,
      ),
    ]);
    expect(cell.made).toBe(1);
    expect(await cell.delivery().plan()).toMatchObject({ noChanges: true });
  });
});
