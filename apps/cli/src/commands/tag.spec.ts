import { readFileSync } from "node:fs";
import path from "node:path";

import { EXIT } from "@tagform/outcome";

import { ReleaseRepository } from "../fixtures/release-repository";

// Real git on a busy machine takes its time.
jest.setTimeout(60_000);

const CELL = "dev_us-east-1/research";
const ALL = [
  "dev_global/research/1.0",
  "dev_us-east-1/research/1.0",
  "dev_eu-central-1/research/1.0",
  "dev_ap-southeast-1/research/1.0",
];
/** A commit whose data describes one cell only. */
const LISTS_ONE = `console.log(JSON.stringify([{ cell: "${CELL}" }]));`;

let repository: ReleaseRepository;
const start = (program?: string): void => {
  repository = new ReleaseRepository(program);
};
afterEach(() => repository.dispose());
const tag = (...words: string[]) => repository.tagform("tag", ...words);

describe("without --push", () => {
  beforeEach(() => start());

  test("the tag is made here, and the command that deploys it is printed", async () => {
    const { exitCode, printed } = await tag(CELL);
    expect(exitCode).toBe(EXIT.ok);
    expect(repository.tags("clone")).toEqual([`${CELL}/1.0`]);
    expect(repository.tags("remote")).toEqual([]);
    expect(printed).toContain(`git push origin refs/tags/${CELL}/1.0`);
  });

  test("its message tells what is new, unless the user wrote one", async () => {
    repository.tag(`${CELL}/1.4`);
    repository.commit("Serve the page in Welsh");
    await tag(CELL);
    await tag(CELL, "-m", "--amend");
    const message = (version: string): string =>
      repository.git("tag", "--list", "--format=%(contents)", `${CELL}/${version}`);
    expect(message("1.5")).toContain("Serve the page in Welsh");
    expect(message("1.6")).toBe("--amend");
  });

  test("a dry run makes nothing", async () => {
    const { printed } = await tag(CELL, "--dry-run", "--push", "--json");
    expect(JSON.parse(printed)).toMatchObject({ tags: [{ tag: `${CELL}/1.0`, state: "proposed" }] });
    expect([...repository.tags("clone"), ...repository.tags("remote")]).toEqual([]);
  });

  test.each([
    [[`${CELL}/1.0`], "is a tag, give its cell: --version chooses the version"],
    [["dev_global/risk", "qa_global/risk"], "of dev and qa: tag the cells of one environment at a time"],
    [["dev_us-east-1/nobody"], 'no team "nobody"'],
    [[CELL, "--version", "1"], 'version "1"'],
    [[CELL, "--all-waves"], "give both"],
    [[CELL, "-m", " "], "the message is empty"],
    [[CELL, "--canary", "eu-central-1"], "allowed are us-east-1"],
    [[CELL, "--push", "--remote", "upstream"], 'there is no remote "upstream", it has origin'],
  ])("%j is refused", async (words, reason) => {
    const { exitCode, noted, printed } = await tag(...words);
    expect(noted).toContain(reason);
    expect([exitCode, printed]).toEqual([EXIT.error, ""]);
    expect(repository.tags("clone")).toEqual([]);
  });
});

describe("with --push", () => {
  beforeEach(() => start());

  test("the first wave is pushed, and the others wait for a person", async () => {
    const { exitCode, printed } = await tag("dev_*/research", "--push", "--json");
    expect(exitCode).toBe(EXIT.ok);
    const { tags } = JSON.parse(printed) as { tags: { tag: string; wave: string; state: string }[] };
    expect(tags.map((one) => [one.tag, one.wave, one.state])).toEqual([
      [ALL[0], "global", "pushed"],
      [ALL[1], "canary us-east-1", "made"],
      [ALL[2], "other Regions", "made"],
      [ALL[3], "other Regions", "made"],
    ]);
    expect(repository.tags("remote")).toEqual([ALL[0]]);
  });

  test("a refused tag does not keep its wave back, but the waves after it", async () => {
    repository.hook('case "$1" in *global/research*) echo "research is frozen"; exit 1;; esac');
    const { exitCode, printed } = await tag("dev_*", "--push", "--all-waves");
    expect(exitCode).toBe(EXIT.error);
    expect(repository.tags("remote")).toEqual(["dev_global/risk/1.0"]);
    expect(printed).toMatch(/dev_global\/research\/1\.0 was not pushed: .*research is frozen/);
    const left = printed.split("\n").filter((line) => line.startsWith("  git push origin refs/tags/"));
    expect(left).toHaveLength(7);
  });

  test("all waves are pushed when asked, in their order", async () => {
    repository.hook('echo "$1" >> order');
    await tag("dev_*/research", "--push", "--all-waves");
    const order = readFileSync(path.join(repository.remote, "order"), "utf8").trim().split("\n");
    expect(order).toEqual(ALL.map((name) => `refs/tags/${name}`));
    expect(repository.tags("remote").sort()).toEqual([...ALL].sort());
  });

  test("a commit that was not pushed is refused", async () => {
    repository.git("commit", "--quiet", "--allow-empty", "-m", "Not pushed");
    const { exitCode, noted } = await tag(CELL, "--push");
    expect(exitCode).toBe(EXIT.refused);
    expect(noted).toContain("push that first, git push origin main");
  });
});

describe("the cells that a commit describes", () => {
  test("are asked of its own program when the working tree is not what is tagged", async () => {
    start(LISTS_ONE);
    repository.write("edited", "");
    const { exitCode, noted } = await tag(CELL, "dev_global/research");
    expect(exitCode).toBe(EXIT.refused);
    expect(noted).toContain("does not describe dev_global/research, only the working tree does");
    expect(noted).toContain("has changes that are not committed");
    expect((await tag(CELL)).exitCode).toBe(EXIT.ok);
  });

  test("are asked of an older commit's program, which says what is wrong with its data", async () => {
    start('console.error("environment dev has 1 issue"); process.exitCode = 1;');
    const old = repository.git("rev-parse", "HEAD");
    repository.commit("Later");
    const { exitCode, noted } = await tag(CELL, "--commit", old);
    expect(exitCode).toBe(EXIT.error);
    expect(noted).toContain("environment dev has 1 issue");
    expect(repository.tags("clone")).toEqual([]);
  });
});
