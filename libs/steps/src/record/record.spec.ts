import { readFileSync, rmSync, writeFileSync } from "node:fs";

import { RefusedError, UserError } from "@tagform/outcome";

import { type Cloud } from "../cloud";
import { testContext } from "../fixtures/context";
import { Delivery, DESTINATION, localBackend, NO_CLOUD } from "../fixtures/delivery";
import { describeWithStorage, StateStorage } from "../fixtures/state-storage";
import { temporaryFolder } from "../fixtures/temporary-folder";
import { type DeploymentRecord } from "./deployment-record";
import { record, type RecordRequest } from "./record";
import { recordKey } from "./record-key";
import { putRecord } from "./record-storage";

// Real tools on a busy machine take their time.
jest.setTimeout(60_000);

const SOURCE = {
  tag: "dev_us-east-1/research/1.0",
  version: "1.0",
  cell: DESTINATION.cell,
  tagObject: "1".repeat(40),
  commit: "3474defa1b2c".padEnd(40, "0"),
  branch: "refs/heads/main",
  tagger: { name: "Ada", email: "ada@example.com" },
  taggedAt: "2026-11-21T12:00:00+01:00",
  message: "m",
  signed: false,
  tree: "source",
  digest: "2".repeat(40),
  dependencies: "none",
  notes: [],
};
const FAILURE = { step: "plan", message: "no credentials", interrupted: false };

function delivery(cloud = NO_CLOUD): Delivery {
  const state = `${temporaryFolder()}/terraform.tfstate`;
  const made = new Delivery({
    configuration: `${localBackend(state)}\nresource "terraform_data" "a" {}\n`,
    cloud,
  });
  writeFileSync(made.files.sourceManifest, JSON.stringify(SOURCE));
  return made;
}
const recorded = (made: Delivery, overrides: Partial<RecordRequest> = {}): Promise<DeploymentRecord> =>
  record(
    {
      run: made.files.root,
      destination: DESTINATION,
      actor: "ada@laptop",
      startedAt: new Date(0),
      ...overrides,
    },
    made.context,
  );

test("records lie beside the state, sorted by time", () => {
  const at = new Date("2026-11-21T11:34:17.123Z");
  expect(recordKey(DESTINATION.state, at, SOURCE)).toBe(
    "research/dev-us-east-1/records/20261121T113417123Z_1.0_3474defa1b2c.json",
  );
  expect(recordKey(DESTINATION.state, at, undefined)).toBe(
    "research/dev-us-east-1/records/20261121T113417123Z_no-tag.json",
  );
});

test("a failed run keeps its own failure when the record cannot be stored", async () => {
  const made = delivery();
  const context = testContext();
  const request = { run: made.files.root, destination: DESTINATION, actor: "a", startedAt: new Date() };
  const result = await record({ ...request, failure: FAILURE }, context);
  expect(result).toMatchObject({ result: "failed", failure: { step: "plan", message: "no credentials" } });
  expect(made.json(made.files.record)).toEqual(result);
  expect(context.lines.join("\n")).toContain(
    "record: the run (failed) could not be recorded as s3://tagform-dev/",
  );
});

test("an applied run that cannot be recorded is an error that says where the record is", async () => {
  const made = delivery();
  rmSync(made.files.sourceManifest);
  await made.plan();
  await made.approve();
  await made.apply();
  await expect(recorded(made)).rejects.toThrow(UserError);
  await expect(recorded(made)).rejects.toThrow(
    /could not be recorded as s3:.*; its record is .*record\.json$/,
  );
});

test("a run that was neither applied nor failed has no record", async () => {
  await expect(recorded(delivery())).rejects.toThrow("run tagform apply first");
});

test.each([
  [FAILURE, "failed"],
  [{ ...FAILURE, interrupted: true }, "interrupted"],
])("a run that ended early is recorded", async (failure, result) => {
  expect(await recorded(delivery(), { failure })).toMatchObject({ result });
});

describeWithStorage("on S3", () => {
  let storage: StateStorage;
  beforeAll(async () => {
    storage = await StateStorage.start();
  });
  afterAll(() => storage.stop());

  test("an applied run is recorded beside its state, with all that identifies it", async () => {
    const made = delivery({ ...storage.cloud, backendConfig: {} });
    const summary = await made.plan();
    await made.approve();
    await made.apply();
    const result = await recorded(made, { tools: { git: "2.39.5" } });
    expect(result).toMatchObject({
      cell: DESTINATION.cell,
      accountId: "012345678901",
      result: "applied",
      tag: SOURCE.tag,
      version: "1.0",
      tagObject: SOURCE.tagObject,
      commit: SOURCE.commit,
      tree: SOURCE.digest,
      digests: summary.digests,
      summary: "+1 ~0 -0",
      approval: { approver: "rehearsal" },
      tools: { git: "2.39.5", [summary.terraform.product]: summary.terraform.version },
      cloud: "embedded",
      provider: "mirror",
      actor: "ada@laptop",
      startedAt: "1970-01-01T00:00:00.000Z",
    });
    const key = result.location.replace("s3://tagform-dev/", "");
    expect(key).toMatch(/^research\/dev-us-east-1\/records\/\d{8}T\d{9}Z_1\.0_3474defa1b2c\.json$/);
    const stored = await storage.read(key);
    expect(stored).toBe(readFileSync(made.files.record, "utf8"));
  });

  describe("a tag that was moved", () => {
    const cloud = (): Cloud => ({ ...storage.cloud, backendConfig: {} });
    const version = (name: string, tagObject: string): Delivery => {
      const made = delivery(cloud());
      const tag = `dev_us-east-1/research/${name}`;
      writeFileSync(made.files.sourceManifest, JSON.stringify({ ...SOURCE, tag, version: name, tagObject }));
      return made;
    };
    const first = "a".repeat(40);
    const second = "b".repeat(40);

    test("since it was deployed is refused by plan, from the records beside the state", async () => {
      const made = version("2.0", first);
      await made.plan();
      await made.approve();
      await made.apply();
      await recorded(made);
      expect(await version("2.0", first).plan()).toMatchObject({ mode: "deploy" });
      expect(await version("2.0.1", second).plan()).toMatchObject({ mode: "deploy" });
      await expect(version("2.0", second).plan()).rejects.toThrow(RefusedError);
      await expect(version("2.0", second).plan()).rejects.toThrow(
        `tag "dev_us-east-1/research/2.0" was moved: it was deployed as commit ${SOURCE.commit} (tag object ${first})`,
      );
    });

    test("before anything was deployed from it is allowed", async () => {
      await recorded(version("3.0", first), { failure: FAILURE });
      expect(await version("3.0", second).plan()).toMatchObject({ mode: "deploy" });
    });

    test("is not overlooked because the records cannot be read", async () => {
      const made = delivery();
      await expect(made.plan()).rejects.toThrow(/^earlier deployments could not be looked up in s3:/);
    });
  });

  test("a record is never replaced", async () => {
    const where = { cloud: storage.cloud, state: DESTINATION.state, key: "research/records/one.json" };
    await putRecord({ ...where, body: "first" });
    await expect(putRecord({ ...where, body: "second" })).rejects.toThrow(
      "s3://tagform-dev/research/records/one.json exists already, and a record is never replaced",
    );
    expect(await storage.read(where.key)).toBe("first");
  });
});
