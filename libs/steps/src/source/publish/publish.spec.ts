import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { type DeliveryQueue, MemoryQueue } from "@tagform/delivery-queue";
import { stateLocation } from "@tagform/deployment";
import { UserError } from "@tagform/outcome";

import { testContext } from "../../fixtures/context";
import { NO_CLOUD } from "../../fixtures/delivery";
import { DeliveryStorage } from "../../fixtures/delivery-storage";
import { GitRepository } from "../../fixtures/git-repository";
import { describeWithStorage, StateStorage } from "../../fixtures/state-storage";
import { temporaryFolder } from "../../fixtures/temporary-folder";
import { putRecord } from "../../record/record-storage";
import { type PublishRequest, publishTags } from "./publish";
import { type PublishReport } from "./publish-report";

// Real tools on a busy machine take their time.
jest.setTimeout(120_000);

const CELL = "dev_us-east-1/research";
/** Figure 1: one commit, two teams, three Regions. */
const SIX = ["research", "risk"].flatMap((team) =>
  ["us-east-1", "eu-central-1", "ap-southeast-1"].map((region) => `dev_${region}/${team}/1.0`),
);
const STATE = {
  tfBackendConfigPrefix: "tagform",
  buildRegion: "us-east-1",
  layout: "central",
} as const;

let repository: GitRepository;
beforeEach(() => {
  repository = new GitRepository(join(temporaryFolder(), "repository"));
});

describeWithStorage("on S3 and DynamoDB", () => {
  let storage: StateStorage;
  let delivery: DeliveryStorage;
  beforeAll(async () => {
    storage = await StateStorage.start();
  });
  afterAll(() => storage.stop());
  beforeEach(async () => {
    delivery = await DeliveryStorage.on(storage);
  });
  afterEach(() => delivery.close());

  const publish = (overrides: Partial<PublishRequest> = {}): Promise<PublishReport> =>
    publishTags(
      {
        repository: repository.folder,
        releaseBranch: "main",
        environment: "dev",
        assertCell: () => undefined,
        stateOf: (cell) => stateLocation(cell, STATE),
        store: delivery.store,
        queue: delivery.queue,
        ...overrides,
      },
      testContext(),
    );
  const published = ({ published: tags }: PublishReport): string[] => tags.map(({ tag }) => tag);
  const queuedVersions = async (cell = CELL): Promise<string[]> =>
    (await delivery.queue.itemsOf(cell))
      .sort((one, other) => (one.queuedAt < other.queuedAt ? -1 : 1))
      .map(({ version, state }) => `${version} ${state}`);

  test("a tag's commit is stored as one object version, and queued with it", async () => {
    repository.write("bin/program", "#!/bin/sh\n");
    const commit = repository.commit({ "a.txt": "x", "package-lock.json": "{}" });
    repository.tag(`${CELL}/1.0`);
    const now = (): Date => new Date("2026-11-21T12:00:00Z");
    const report = await publish({ tag: `${CELL}/1.0`, now });
    const [one] = report.published;
    expect(one).toMatchObject({ tag: `${CELL}/1.0`, commit });
    expect(await delivery.queue.itemsOf(CELL)).toMatchObject([{ ...one, state: "waiting" }]);
    const folder = temporaryFolder();
    writeFileSync(join(folder, "commit.zip"), await delivery.zip(one!.objectVersion));
    execFileSync("unzip", ["-q", "commit.zip"], { cwd: folder });
    expect(JSON.parse(readFileSync(join(folder, "source.json"), "utf8"))).toMatchObject({
      tag: `${CELL}/1.0`,
      tagger: { name: "Ada Lovelace", email: "ada@example.com" },
      tagObject: repository.git("rev-parse", `refs/tags/${CELL}/1.0`),
      commit,
      digest: repository.git("rev-parse", `${commit}^{tree}`),
      dependencies: "none",
      publishedAt: "2026-11-21T12:00:00.000Z",
    });
    const unzipped = new GitRepository(join(folder, "source"));
    unzipped.git("add", "--all");
    // No package is in it either.
    expect(unzipped.git("write-tree")).toBe(one!.digest);
  });

  test("the six tags of Fig 1 on one commit, all at once, are each queued once", async () => {
    const commit = repository.commit({ "a.txt": "x" });
    for (const tag of SIX) repository.tag(tag);
    const reports = await Promise.all(SIX.map((tag) => publish({ tag })));
    expect(reports.flatMap(published).sort()).toEqual([...SIX].sort());
    expect(reports.flatMap(({ refused }) => refused)).toEqual([]);
    expect(new Set(reports.flatMap((report) => report.published.map((one) => one.commit)))).toEqual(
      new Set([commit]),
    );
    expect(await publish()).toEqual({ published: [], known: expect.anything(), refused: [] });
    expect(await delivery.objectVersions()).toHaveLength(6);
  });

  test("builds for the tags of one cell at once queue each tag once, lower versions first", async () => {
    const versions = ["1.0", "1.1", "1.2", "1.10"];
    for (const version of versions) {
      repository.commit({ "a.txt": version });
      repository.tag(`${CELL}/${version}`);
    }
    const builds = versions.map((version) => publish({ tag: `${CELL}/${version}` }));
    const reports = await Promise.all([...builds, publish()]);
    expect(reports.flatMap(published).sort()).toEqual(versions.map((one) => `${CELL}/${one}`).sort());
    expect(reports.flatMap(({ refused }) => refused)).toEqual([]);
    expect(await queuedVersions()).toEqual(versions.map((version) => `${version} waiting`));
  });

  test("a sweep publishes what lost events left, and nothing twice", async () => {
    repository.commit({ "a.txt": "x" });
    for (const tag of [...SIX, `${CELL}/1.1`]) repository.tag(tag);
    repository.tag("prod_us-east-1/research/1.0");
    repository.tag("dev_us-east-1/research/not-a-version");
    await publish({ tag: SIX[0]! });
    expect(published(await publish()).sort()).toEqual([...SIX.slice(1), `${CELL}/1.1`].sort());
    expect(published(await publish())).toEqual([]);
    expect(await queuedVersions()).toEqual(["1.0 waiting", "1.1 waiting"]);
  });

  test("a repeated event is no refusal", async () => {
    repository.commit({});
    repository.tag(`${CELL}/1.0`);
    await publish({ tag: `${CELL}/1.0` });
    const again = await publish({ tag: `${CELL}/1.0` });
    expect(again).toEqual({ published: [], known: [`${CELL}/1.0`], refused: [] });
  });

  test("a build that died between storing and queueing is made good by the next, which stores again", async () => {
    repository.commit({ "a.txt": "x" });
    repository.tag(`${CELL}/1.0`);
    const dying: DeliveryQueue = {
      itemsOf: (cell) => delivery.queue.itemsOf(cell),
      refuse: (one, reason) => delivery.queue.refuse(one, reason),
      open: () => delivery.queue.open(),
      enqueue: () => Promise.reject(new Error("the build host is gone")),
    };
    await expect(publish({ tag: `${CELL}/1.0`, queue: dying })).rejects.toThrow("the build host is gone");
    expect(await delivery.objectVersions()).toHaveLength(1);
    const [one] = (await publish()).published;
    expect(await delivery.queue.itemsOf(CELL)).toMatchObject([{ objectVersion: one!.objectVersion }]);
    expect(await delivery.objectVersions()).toHaveLength(2);
  });

  test("a moved tag is refused, and what was queued stays", async () => {
    repository.commit({ "a.txt": "1" });
    repository.tag(`${CELL}/1.0`);
    const [first] = (await publish({ tag: `${CELL}/1.0` })).published;
    const commit = repository.commit({ "a.txt": "2" });
    repository.git("tag", "--delete", `${CELL}/1.0`);
    repository.tag(`${CELL}/1.0`);
    for (const tag of [`${CELL}/1.0`, undefined]) {
      const { refused } = await publish({ tag });
      expect(refused).toEqual([
        {
          tag: `${CELL}/1.0`,
          reason: expect.stringMatching(
            `was moved: it was queued as commit ${first!.commit} .* now it is commit ${commit} `,
          ) as string,
          isNews: tag !== undefined,
        },
      ]);
    }
    expect(await delivery.queue.itemsOf(CELL)).toMatchObject([{ objectVersion: first!.objectVersion }]);
  });

  test("a version below what its cell has queued is refused once and for ever", async () => {
    repository.commit({});
    repository.tag(`${CELL}/1.1`);
    await publish();
    repository.tag(`${CELL}/1.0`);
    expect((await publish({ tag: `${CELL}/1.0` })).refused).toEqual([
      {
        tag: `${CELL}/1.0`,
        reason: expect.stringContaining("version 1.1 of the cell was delivered before"),
        isNews: true,
      },
    ]);
    expect((await publish()).refused).toEqual([]);
    expect((await publish({ tag: `${CELL}/1.0` })).refused).toMatchObject([{ isNews: true }]);
    expect(await queuedVersions()).toEqual(["1.1 waiting", "1.0 refused"]);
  });

  test("a lower version that another build overtakes meanwhile is refused", async () => {
    repository.commit({});
    repository.tag(`${CELL}/1.0`);
    const { queue } = delivery;
    const overtaken: DeliveryQueue = {
      itemsOf: (cell) => queue.itemsOf(cell),
      refuse: (one, reason) => queue.refuse(one, reason),
      open: () => queue.open(),
      enqueue: async (one) => {
        await queue.enqueue({ ...one, tag: `${CELL}/1.1`, tagObject: "0".repeat(40) });
        return queue.enqueue(one);
      },
    };
    const { refused } = await publish({ tag: `${CELL}/1.0`, queue: overtaken });
    expect(refused).toMatchObject([{ tag: `${CELL}/1.0` }]);
    expect(await queuedVersions()).toEqual(["1.1 waiting", "1.0 refused"]);
  });

  test("what may not be delivered is named, and keeps nothing else back", async () => {
    const commit = repository.commit({ "a.txt": "x" });
    repository.git("tag", `${CELL}/1.0`);
    repository.git("checkout", "--quiet", "-b", "feature");
    repository.commit({ "a.txt": "unreviewed" });
    repository.tag(`${CELL}/1.1`);
    repository.git("checkout", "--quiet", "main");
    repository.tag(`${CELL}/1.2`);
    repository.tag("dev_us-east-1/nobody/1.0");
    const { published: tags, refused } = await publish({
      assertCell: ({ team }) => {
        if (team === "nobody") throw new UserError("environment dev has no team nobody");
      },
    });
    expect(tags.map(({ tag }) => tag)).toEqual([`${CELL}/1.2`]);
    expect(Object.fromEntries(refused.map(({ tag, reason }) => [tag, reason]))).toEqual({
      "dev_us-east-1/nobody/1.0": "environment dev has no team nobody",
      [`${CELL}/1.0`]: expect.stringContaining(`is a lightweight tag on commit ${commit}`),
      [`${CELL}/1.1`]: expect.stringContaining("is not on the release branch main"),
    });
  });

  test("a refusal is news once, for whoever asks for the tag, and when its reason or the tag changes", async () => {
    repository.commit({ "a.txt": "x" });
    repository.git("tag", `${CELL}/1.0`);
    const news = async (tag?: string): Promise<boolean[]> =>
      (await publish({ tag })).refused.map(({ isNews }) => isNews);
    expect(await news()).toEqual([true]);
    expect(await news()).toEqual([false]);
    expect(await news(`${CELL}/1.0`)).toEqual([true]);
    repository.git("tag", "--delete", `${CELL}/1.0`);
    repository.git("checkout", "--quiet", "-b", "feature");
    repository.commit({ "a.txt": "unreviewed" });
    repository.tag(`${CELL}/1.0`);
    expect(await news()).toEqual([true]);
    expect(await news()).toEqual([false]);
    repository.git("branch", "--force", "main", "feature");
    expect(published(await publish())).toEqual([`${CELL}/1.0`]);
  });

  test("a tag that laptops deployed is not deployed again unasked", async () => {
    const commit = repository.commit({});
    for (const version of ["3.0", "3.1"]) repository.tag(`dev_global/risk/${version}`);
    const cell = { environment: "dev", scope: "global", team: "risk" } as const;
    const tagObject = repository.git("rev-parse", "refs/tags/dev_global/risk/3.0");
    const state = stateLocation(cell, STATE);
    await putRecord({
      cloud: storage.cloud,
      state,
      key: `risk/dev-global/records/20260101T000000000Z_3.0_${commit.slice(0, 12)}.json`,
      body: JSON.stringify({ result: "applied", tag: "dev_global/risk/3.0", tagObject, commit }),
    });
    expect(await publish()).toMatchObject({
      published: [{ tag: "dev_global/risk/3.1" }],
      known: ["dev_global/risk/3.0"],
      refused: [],
    });
  });

  test("tags of before the pipeline can be adopted: none of them is ever delivered, the next one is", async () => {
    repository.commit({});
    for (const tag of [`${CELL}/1.0`, `${CELL}/1.1`]) repository.tag(tag);
    expect(await publish({ adopt: true })).toEqual({
      published: [],
      known: [`${CELL}/1.0`, `${CELL}/1.1`],
      refused: [],
    });
    repository.tag(`${CELL}/1.2`);
    expect(published(await publish())).toEqual([`${CELL}/1.2`]);
    expect(await delivery.objectVersions()).toHaveLength(1);
  });

  test("where signatures are asked for, only a tag with one is queued", async () => {
    repository.commit({ signers: repository.sshKey("ada@example.com") });
    repository.tag(`${CELL}/1.0`);
    repository.signedTag(`${CELL}/1.1`);
    const report = await publish({ signedTags: { allowedSigners: "signers" } });
    expect(published(report)).toEqual([`${CELL}/1.1`]);
    expect(report.refused).toMatchObject([
      { tag: `${CELL}/1.0`, reason: expect.stringContaining("needs an SSH signature") },
    ]);
  });

  test("a bucket without versions is no store", async () => {
    repository.commit({});
    repository.tag(`${CELL}/1.0`);
    const store = { ...delivery.store, bucket: "tagform-dev" };
    await expect(publish({ tag: `${CELL}/1.0`, store })).rejects.toThrow(
      "bucket tagform-dev keeps no versions",
    );
    expect(await delivery.queue.itemsOf(CELL)).toEqual([]);
  });
});

test.each([
  ["prod_us-east-1/research/1.0", "it is of environment prod, and this is what delivers dev"],
  ["dev_us-east-1/research/1.0^{}", 'has the character "^"'],
  ["dev_us-east-1/$(id)/1.0", 'has the character "$"'],
  [`${CELL}/9.9`, "has no such tag: it was deleted, or not fetched"],
])("the tag %s is refused before AWS is asked for anything", async (tag, reason) => {
  repository.commit({});
  const request: PublishRequest = {
    repository: repository.folder,
    releaseBranch: "main",
    environment: "dev",
    tag,
    assertCell: () => undefined,
    stateOf: (cell) => stateLocation(cell, STATE),
    store: { cloud: NO_CLOUD, bucket: "none", region: "us-east-1" },
    queue: new MemoryQueue(() => new Date()),
  };
  expect(await publishTags(request, testContext())).toEqual({
    published: [],
    known: [],
    refused: [{ tag, reason: expect.stringContaining(reason) as string, isNews: true }],
  });
});
