import { readFileSync } from "node:fs";
import { join } from "node:path";

import { RefusedError } from "@tagform/outcome";
import { record, source } from "@tagform/steps";
import {
  type Delivery,
  describeWithStorage,
  DESTINATION,
  GitRepository,
  StateStorage,
  temporaryFolder,
} from "@tagform/steps/fixtures";

import { FaultCell } from "./cell";

const TAG = "dev_us-east-1/research/1.0";

describeWithStorage("a tag that is moved between source and plan", () => {
  let storage: StateStorage;

  beforeAll(async () => {
    storage = await StateStorage.start();
  });
  afterAll(() => storage.stop());

  const sourced = async (repository: GitRepository, run: Delivery): Promise<Delivery> => {
    const request = { run: run.files.root, repository: repository.folder, tag: TAG, releaseBranch: "main" };
    await source(request, run.context);
    return run;
  };

  test("changes nothing in the run that has begun, and is refused from then on", async () => {
    const cell = new FaultCell(storage, DESTINATION.state);
    const repository = new GitRepository(temporaryFolder());
    const first = repository.commit({ "data.txt": "first" });
    repository.tag(TAG);
    const run = await sourced(repository, cell.delivery());
    const second = repository.commit({ "data.txt": "second" });
    repository.git("tag", "--delete", TAG);
    repository.tag(TAG);

    expect(await run.plan()).toMatchObject({ tag: TAG, commit: first });
    await run.approve();
    expect(await run.apply()).toMatchObject({ result: "applied" });
    const at = { run: run.files.root, destination: DESTINATION, actor: "ada@laptop", startedAt: new Date() };
    expect(await record(at, run.context)).toMatchObject({ commit: first });
    expect(readFileSync(join(run.files.source, "data.txt"), "utf8")).toBe("first");

    const moved = await sourced(repository, cell.delivery());
    const refused = moved.plan();
    await expect(refused).rejects.toThrow(RefusedError);
    await expect(refused).rejects.toThrow(
      new RegExp(
        `was moved: it was deployed as commit ${first} .*, now it is commit ${second} .*: a deployed tag stays`,
      ),
    );
    expect(cell.made).toBe(1);
  });
});
