import { EXIT } from "@tagform/outcome";

import { ReleaseRepository } from "../fixtures/release-repository";

// Real git on a busy machine takes its time. What a promotion looks at in AWS is tried in test/release.
jest.setTimeout(60_000);

const TAG = "dev_us-east-1/research/1.4";
/** A commit whose `explain` tells the data of dev and of qa, and knows no other environment. */
const EXPLAINS = `
const [command, tag] = process.argv.slice(2);
const max = { dev: 1, qa: 3 }[tag.split("_")[0]];
if (command !== "explain" || max === undefined) {
  console.error("environment has no team");
  process.exitCode = 1;
} else {
  const deletable = max === 1 ? { deletable: { reason: "a".repeat(200) } } : {};
  const data = { website: { kind: "web", capacity: { min: 1, max }, ...deletable } };
  console.log(JSON.stringify({ accountId: "0".repeat(11) + max, approval: "none", data }));
}
`;

let repository: ReleaseRepository;
const start = (program: string): void => {
  repository = new ReleaseRepository(program);
  repository.tag(TAG);
};
afterEach(() => repository.dispose());
const promote = (...words: string[]) => repository.tagform("promote", ...words, "--no-plan");
const WITHOUT_PROOF = ["--allow-unproven", "dev is being rebuilt"];

describe("a commit whose program tells its data", () => {
  beforeEach(() => start(EXPLAINS));

  test("goes to the same cell of the other environment, and the tag keeps why nothing proved it", async () => {
    const commit = repository.git("rev-parse", "HEAD");
    repository.commit("Later, and not promoted");
    const { exitCode, printed } = await promote(TAG, "--to", "qa", ...WITHOUT_PROOF, "--json");
    expect(exitCode).toBe(EXIT.ok);
    expect(JSON.parse(printed)).toMatchObject({
      from: TAG,
      cell: "qa_us-east-1/research",
      proof: { unproven: "dev is being rebuilt" },
      differences: [
        { path: "accountId", from: "000000000001", to: "000000000003" },
        { path: "workloads.website.capacity.max", from: 1, to: 3 },
        { path: "workloads.website.deletable", from: { reason: "a".repeat(200) } },
      ],
      tags: [{ tag: "qa_us-east-1/research/1.0", commit, state: "made" }],
    });
    const message = repository.git("tag", "--list", "--format=%(contents)", "qa_us-east-1/research/1.0");
    expect(message).toContain(`Promote ${TAG} to qa_us-east-1/research`);
    expect(message).toContain("Not proven, for the reason: dev is being rebuilt");
  });

  test("shows people what differs", async () => {
    const { printed } = await promote(TAG, "--to", "qa", ...WITHOUT_PROOF);
    expect(printed).toContain("data that differs from dev_us-east-1/research:");
    expect(printed).toContain("workloads.website.capacity.max: 1 -> 3");
    expect(printed).toMatch(/workloads\.website\.deletable: \{"reason":"a+… -> \(none\)/);
  });

  test("is not promoted to a cell that it does not describe", async () => {
    const { exitCode, noted } = await promote(TAG, "--to", "staging", ...WITHOUT_PROOF);
    expect(exitCode).toBe(EXIT.error);
    expect(noted).toContain("cannot explain staging_us-east-1/research:\nenvironment has no team");
    expect(repository.tags("clone")).toEqual([TAG]);
  });

  test.each([
    [[TAG, "--to", "dev"], "is of dev already"],
    [[TAG, "--to", "quality"], 'environment "quality" is unknown, allowed are dev, qa'],
    [[TAG, "--to", "qa", "--from", "live"], 'environment "live" is unknown'],
    [[TAG, "--to", "qa", "--allow-unproven", " "], "needs a reason"],
    [["dev_us-east-1/research/9.9", "--to", "qa"], "has no tag"],
  ])("%j is refused", async (words, reason) => {
    const { exitCode, noted, printed } = await promote(...words);
    expect(noted).toContain(reason);
    expect([exitCode, printed]).toEqual([EXIT.error, ""]);
  });
});

test("a commit that is older than the data in explain is promoted without a comparison, which is said", async () => {
  start('console.log(JSON.stringify({ accountId: "1", approval: "none" }));');
  const { exitCode, printed } = await promote(TAG, "--to", "qa", ...WITHOUT_PROOF);
  expect(exitCode).toBe(EXIT.ok);
  expect(printed).toContain("cannot be compared with dev_us-east-1/research: its program is older");
});
