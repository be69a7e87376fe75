import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

import {
  AMBIENT,
  describeWithStorage,
  StateStorage,
  temporaryFolder,
  testContext,
} from "@tagform/steps/fixtures";
import { findTool, isMissing } from "@tagform/toolchain";

import { FaultCell, typeLastLine } from "./cell";
import { FaultyNetwork } from "./faulty-network";

const ROOT = path.resolve(__dirname, "../..");

/** A checkout whose terraform finds the disk full, from the first byte on, while it runs `command`. */
async function fullDisk(command: "plan" | "apply") {
  const tool = await findTool("terraform", { root: ROOT, path: AMBIENT.PATH });
  if (isMissing(tool)) throw new Error(`${tool.problem}: ${tool.remedy}`);
  const toolRoot = temporaryFolder();
  const program = path.join(toolRoot, ".tagform/bin/terraform");
  mkdirSync(path.dirname(program), { recursive: true });
  // A write past the limit fails as on a full disk once its signal is ignored; folders and pipes go on.
  const limit = `if [ "$1" = ${command} ]; then trap '' XFSZ; ulimit -f 0; fi`;
  writeFileSync(program, `#!/bin/sh\n${limit}\nexec ${tool.path} "$@"\n`);
  chmodSync(program, 0o755);
  return testContext({ toolRoot });
}

const failure = (step: Promise<unknown>): Promise<string> =>
  step.then(
    () => "it did not fail",
    (error: unknown) => String(error),
  );

describeWithStorage("on a full disk", () => {
  let storage: StateStorage;
  let cell: FaultCell;

  beforeAll(async () => {
    storage = await StateStorage.start();
  });
  afterAll(() => storage.stop());
  beforeEach(() => {
    cell = new FaultCell(storage);
  });

  test("a plan that cannot be written is none: nothing is changed and no lock stays", async () => {
    const message = await failure(cell.delivery({ context: await fullDisk("plan") }).plan());
    expect(message).toMatch(
      /the plan is not whole in .*, nothing was changed: make room on the disk, and plan again/,
    );
    expect(cell.made).toBe(0);
    expect(await cell.delivery().plan()).toMatchObject({ adds: 1 });
  });

  test("an apply saves its state to S3", async () => {
    const run = await cell.approved({ context: await fullDisk("apply") });
    expect(await run.apply()).toMatchObject({ result: "applied" });
    expect(await cell.isInState()).toBe(true);
    expect(await cell.delivery().plan()).toMatchObject({ noChanges: true });
    expect(cell.made).toBe(1);
  });

  test("a state that terraform could only print is kept, and one command of the message saves it", async () => {
    const network = await FaultyNetwork.before(storage.url);
    const run = await cell.approved({ context: await fullDisk("apply"), url: network.url });
    network.breaks({ method: "PUT", path: /\/terraform\.tfstate(\?|$)/, fault: "refuse" });
    const message = await failure(run.apply());
    expect(message).toContain("lies in errored.tfstate: save it, before anything else, with\n");
    network.heal();
    await typeLastLine(message);
    network.close();
    expect(await cell.isInState()).toBe(true);
    expect(await cell.delivery().plan()).toMatchObject({ noChanges: true });
    expect(cell.made).toBe(1);
  });

  test("a state that finds no room at all is pointed to, not an empty file", async () => {
    const network = await FaultyNetwork.before(storage.url);
    const run = await cell.approved({
      context: await fullDisk("apply"),
      url: network.url,
      command: cell.waiting,
    });
    network.breaks({ method: "PUT", path: /\/terraform\.tfstate(\?|$)/, fault: "refuse" });
    // Where the file would be is something that cannot be written.
    const applying = failure(run.apply());
    await cell.isBeingMade();
    mkdirSync(path.join(run.files.work, "errored.tfstate"));
    cell.goOn();
    const message = await applying;
    network.close();
    expect(message).toMatch(/saved nowhere[^]*in the lines of apply above, from the first \{ to the last \}/);
    expect(run.context).toHaveProperty(
      "lines",
      expect.arrayContaining([expect.stringContaining('"lineage"')]),
    );
  });
});
