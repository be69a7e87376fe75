import path from "node:path";

import { Deliveries, WorkspaceCopy } from "@tagform/testing";

import { readState } from "./embedded-aws";

const ROOT = path.resolve(__dirname, "../..");
const ADDED = "dev_eu-west-1/research";
const ROLES = "dev_global/research";
/** Cells that are deployed before the Region is added: one of the same team, one of another. */
const OTHERS = ["dev_us-east-1/research", "dev_global/risk"];

let copy: WorkspaceCopy;
let deliveries: Deliveries;

beforeAll(() => {
  copy = new WorkspaceCopy(ROOT, process.env);
  // The organization opens a Region before anybody goes there: a change of its own, which is not the team's.
  for (const list of ["governedRegions", "allowed"]) {
    const regions = '["us-east-1", "eu-central-1", "ap-southeast-1"';
    const [old, opened] = [`${list}: ${regions}]`, `${list}: ${regions}, "eu-west-1"]`];
    copy.replace("environments/landing-zone/organization.ts", old, opened);
  }
  copy.commit("Open eu-west-1");
  deliveries = new Deliveries(copy, "rehearsal");
}, 60_000);
afterAll(() => {
  deliveries.dispose();
  copy.dispose();
});

/** SHA-256 of the HCL of every cell of all environments. */
function digests(): Record<string, string> {
  const { exitCode, stdout, stderr } = copy.tagform("synth", "*", "--json");
  if (exitCode !== 0) throw new Error(stderr);
  const { cells } = JSON.parse(stdout) as { cells: { cell: string; sha256: string }[] };
  return Object.fromEntries(cells.map(({ cell, sha256 }) => [cell, sha256]));
}

const addRegion = (...words: string[]) =>
  copy.run("npx", [
    "nx",
    "g",
    "region",
    "--team=research",
    "--environment=dev",
    "--region=eu-west-1",
    ...words,
  ]);

const tagged = (cells: readonly string[], version: string): string[] =>
  cells.map((cell) => `${cell}/${version}`);

test("a dry run tells what would change and changes nothing", () => {
  const { exitCode, output } = addRegion("--dry-run");
  expect(output).toContain("UPDATE environments/dev/research.ts");
  expect(exitCode).toBe(0);
  expect(copy.git("status", "--porcelain")).toBe("");
}, 120_000);

test("what cannot be added is refused, and nothing is half-written", () => {
  const { exitCode, output } = addRegion("--set=website.network.cidr=10.0.0.0/20");
  expect(output).toContain("10.0.0.0/20 overlaps 10.0.0.0/20");
  expect(exitCode).not.toBe(0);
  expect(copy.git("status", "--porcelain")).toBe("");
}, 120_000);

test("a Region is added by one command and deployed by its tag; other cells keep bytes, state and plan", async () => {
  const before = digests();
  const first = deliveries.deliver(...tagged([ROLES, ...OTHERS], "1.0"));
  const stateOf = (cell: string) => readState(deliveries.endpoint, first[`${cell}/1.0`]!.state);
  const states = await Promise.all(OTHERS.map(stateOf));

  expect(addRegion()).toMatchObject({ exitCode: 0 });

  // The change is small, formatted and right.
  expect(copy.git("status", "--porcelain")).toBe(
    " M environments/dev/index.ts\n M environments/dev/research.ts\n",
  );
  expect(copy.run("npx", ["prettier", "--check", "environments"])).toMatchObject({ exitCode: 0 });
  expect(copy.run("npx", ["tsc", "-p", "environments/dev/tsconfig.json"])).toMatchObject({ exitCode: 0 });
  expect(copy.tagform("check")).toMatchObject({ exitCode: 0 });

  // Bytes: a cell more, the cell that holds the team's roles, and no other.
  const after = digests();
  const differs = Object.keys(after).filter((cell) => after[cell] !== before[cell]);
  expect(differs.sort()).toEqual([ADDED, ROLES].sort());
  expect(Object.keys(after)).toHaveLength(Object.keys(before).length + 1);

  // The tag deploys it: three resources more for its role, everything else in a state of its own.
  copy.commit("add a Region");
  const second = deliveries.deliver(...tagged([ROLES, ADDED], "1.1"));
  expect(second[`${ROLES}/1.1`]).toMatchObject({ result: "applied" });
  expect(second[`${ROLES}/1.1`]?.plan).toContain("+3 ~0 -0");
  expect(second[`${ADDED}/1.1`]).toMatchObject({
    result: "applied",
    state: { key: "research/dev-eu-west-1/terraform.tfstate" },
  });

  // States and plans of the others are what they were.
  expect(await Promise.all(OTHERS.map(stateOf))).toEqual(states);
  const third = deliveries.deliver(...tagged(OTHERS, "1.1"));
  for (const tag of tagged(OTHERS, "1.1")) {
    expect(third[tag]).toMatchObject({ result: "unchanged", plan: "no changes" });
  }
  expect(await Promise.all(OTHERS.map(stateOf))).toEqual(states);
}, 600_000);
