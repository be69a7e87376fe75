import { EXIT } from "@tagform/outcome";

import { ReleaseRepository } from "../fixtures/release-repository";

// Real git on a busy machine takes its time. What a rollback looks at in AWS is tried in test/release.
jest.setTimeout(60_000);

const CELL = "dev_us-east-1/research";
let repository: ReleaseRepository;
let first: string;

beforeEach(() => {
  repository = new ReleaseRepository();
  first = repository.git("rev-parse", "HEAD");
  repository.tag(`${CELL}/1.0`);
  repository.commit("Break it");
  repository.tag(`${CELL}/1.1`);
});
afterEach(() => repository.dispose());
const rollback = (...words: string[]) => repository.tagform("rollback", ...words);

test("a new tag deploys the commit of the earlier version, and its message says so", async () => {
  const { exitCode, printed } = await rollback(
    CELL,
    "--to",
    "1.0",
    "--no-plan",
    "-m",
    "Orders fail",
    "--json",
  );
  expect(exitCode).toBe(EXIT.ok);
  expect(JSON.parse(printed)).toMatchObject({
    cell: CELL,
    to: { tag: `${CELL}/1.0`, commit: first },
    tags: [{ tag: `${CELL}/1.2`, commit: first, previous: "1.1", state: "made" }],
  });
  const message = repository.git("tag", "--list", "--format=%(contents)", `${CELL}/1.2`);
  expect(message).toContain(`Roll back ${CELL} to 1.0\n\nOrders fail`);
  expect(message).toContain("Nobody looked at its plan");
  expect(repository.tags("remote")).toEqual([]);
});

test("an earlier version that only the remote has must be fetched first", async () => {
  const { exitCode, noted } = await rollback(CELL, "--to", "0.9", "--no-plan");
  expect(exitCode).toBe(EXIT.error);
  expect(noted).toContain("get it with git fetch --tags");
});

test.each([
  [[CELL, "--to", "1.1"], EXIT.refused, "is the newest version of its cell"],
  [[`${CELL}/1.1`, "--to", "1.0"], EXIT.error, "is a tag, give its cell, and the version by --to"],
  [[CELL, "--to", "one"], EXIT.error, 'version "one"'],
])("%j is refused", async (words, code, reason) => {
  const { exitCode, noted, printed } = await rollback(...words, "--no-plan");
  expect(noted).toContain(reason);
  expect([exitCode, printed]).toEqual([code, ""]);
  expect(repository.tags("clone")).toHaveLength(2);
});

test("a lightweight tag of an earlier version is refused, as a delivery refuses it", async () => {
  repository.git("tag", "--force", `${CELL}/1.0`, first);
  const { exitCode, noted } = await rollback(CELL, "--to", "1.0", "--no-plan");
  expect(exitCode).toBe(EXIT.refused);
  expect(noted).toContain("is a lightweight tag");
});
