import { randomUUID } from "node:crypto";

import { LockHeldError, RefusedError } from "@tagform/outcome";

import { DESTINATION } from "../fixtures/delivery";
import { describeWithStorage, StateStorage } from "../fixtures/state-storage";
import { type LockPlace } from "./lock-half";
import { LockStore } from "./lock-store";
import { releaseLock, type ReleaseRequest } from "./release-lock";
import { type FoundBuild } from "./run-life";
import { readStateDigest, repairStateDigest } from "./state-digest";

const BOTH: readonly LockPlace[] = ["s3", "dynamodb"];

describeWithStorage("locks that nobody needs", () => {
  let storage: StateStorage;
  let store: LockStore;
  let request: ReleaseRequest;
  let build: FoundBuild;

  beforeAll(async () => {
    storage = await StateStorage.start();
    store = await LockStore.open(storage.cloud, DESTINATION.state);
  });
  afterAll(() => {
    store.close();
    storage.stop();
  });
  beforeEach(() => {
    build = { isOver: true, status: "FAILED" };
    request = {
      cell: DESTINATION.cell,
      cloud: storage.cloud,
      state: { ...DESTINATION.state, key: `${randomUUID()}/terraform.tfstate` },
      locks: BOTH,
      actor: "ada@laptop",
      store,
      asked: { machine: undefined, findBuild: () => Promise.resolve(build) },
    };
  });

  const lock = (places: readonly LockPlace[], info = "tagform run=r build=b"): Promise<void> =>
    storage.lock(request.state, places, JSON.stringify({ ID: randomUUID(), Who: "root@build", Info: info }));
  const places = async (): Promise<string[]> => (await store.halves(request.state)).map(({ place }) => place);
  const recordAt = async (location = ""): Promise<unknown> =>
    JSON.parse((await storage.read(location.split("/").slice(3).join("/"))) ?? "null");

  test.each<[string, readonly LockPlace[]]>([
    ["a whole lock", BOTH],
    ["the half in the bucket", ["s3"]],
    ["the half in the table", ["dynamodb"]],
  ])(
    "%s of a dead run is released, and it is written down who did it and what proves it",
    async (_, held) => {
      await lock(held);
      const { released, proof, location } = await releaseLock(request);
      expect(released).toEqual(held);
      expect(proof).toContain("build b has ended: FAILED");
      expect(await places()).toEqual([]);
      expect(location).toMatch(/\/locks\/records\/\d{8}T\d{9}Z_release\.json$/);
      expect(await recordAt(location)).toMatchObject({
        what: "release",
        cell: "dev_us-east-1/research",
        actor: "ada@laptop",
        proof,
        lock: { who: "root@build" },
        run: { build: "b" },
      });
    },
  );

  test("the lock of a run that lives is released for no reason", async () => {
    await lock(BOTH);
    build = { isOver: false, status: "IN_PROGRESS" };
    await expect(releaseLock({ ...request, reason: "I want to" })).rejects.toThrow(LockHeldError);
    expect(await places()).toEqual(BOTH);
  });

  test("a lock of which nothing is known needs a reason, which is written down", async () => {
    await lock(BOTH, "");
    await expect(releaseLock(request)).rejects.toThrow(RefusedError);
    await expect(releaseLock(request)).rejects.toThrow(
      'make sure that it does not, then say how you know: tagform lock release dev_us-east-1/research --reason "<why>"',
    );
    expect(await places()).toEqual(BOTH);
    const { location, ...release } = await releaseLock({ ...request, reason: "the laptop is lost" });
    expect(release).toEqual({ released: BOTH });
    expect(await recordAt(location)).toMatchObject({ reason: "the laptop is lost" });
    expect(await places()).toEqual([]);
  });

  test("what cannot be written down is not released", async () => {
    await lock(BOTH);
    const elsewhere = { ...storage.cloud.environment, AWS_ENDPOINT_URL_S3: "http://127.0.0.1:9" };
    const cloud = { ...storage.cloud, environment: elsewhere };
    await expect(releaseLock({ ...request, cloud })).rejects.toThrow(
      /^nothing was done, because it could not be written down in s3:/,
    );
    expect(await places()).toEqual(BOTH);
  });

  test("a lock that another run took meanwhile stays, and is told", async () => {
    await lock(["s3"]);
    const asked: ReleaseRequest["asked"] = {
      machine: undefined,
      findBuild: async () => {
        await lock(["s3"], "tagform run=next build=c");
        return build;
      },
    };
    await expect(releaseLock({ ...request, asked })).rejects.toThrow(
      /was released, and root@build has taken it/,
    );
    expect(await places()).toEqual(["s3"]);
  });

  test("where nobody holds a lock there is nothing to release", async () => {
    expect(await releaseLock(request)).toEqual({ released: [] });
  });

  describe("a digest", () => {
    const repair = () => repairStateDigest({ ...request, reason: "restored from a version" });

    test("that does not fit a restored state is corrected, and that is written down", async () => {
      await storage.put(request.state.key, "restored");
      expect(await readStateDigest(store, request)).toEqual({ kind: "none" });
      await store.replaceDigest(request.state, undefined, "0".repeat(32));
      expect(await readStateDigest(store, request)).toMatchObject({ kind: "differs" });
      const { location, ...found } = await repair();
      // printf restored | md5sum
      expect(found).toMatchObject({ kind: "fits", actual: "273a9f24fbf78c0b07dba09fd638c6fa" });
      expect(await recordAt(location)).toMatchObject({ what: "digest", reason: "restored from a version" });
      expect(await readStateDigest(store, request)).toMatchObject({ kind: "fits" });
      expect(await repair()).not.toHaveProperty("location");
    });

    test("is left alone while a run may change the state, and where there is no state", async () => {
      await store.replaceDigest(request.state, undefined, "0".repeat(32));
      await expect(repair()).rejects.toThrow("restore s3://tagform-dev/");
      await storage.put(request.state.key, "restored");
      await lock(["s3"]);
      await expect(repair()).rejects.toThrow(LockHeldError);
    });

    test("does not count where the table is not used", async () => {
      await store.replaceDigest(request.state, undefined, "0".repeat(32));
      expect(await readStateDigest(store, { ...request, locks: ["s3"] })).toEqual({ kind: "unused" });
    });
  });
});
