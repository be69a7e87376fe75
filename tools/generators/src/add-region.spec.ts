import { addRegion } from "./add-region";
import type { RegionOptions } from "./place";
import { SAMPLE, sampleFiles, type SamplePath } from "./sample-files";

const INDEX = "environments/dev/index.ts";
const TEAM = "environments/dev/research.ts";

const added = (overrides: Partial<RegionOptions> = {}, files = sampleFiles()) =>
  addRegion(files, { team: "research", environment: "dev", region: "eu-west-1", ...overrides });

/** The lines that are new in a file. */
const newLines = (path: SamplePath, overrides: Partial<RegionOptions> = {}): string[] => {
  const before = new Set(SAMPLE[path].split("\n"));
  const text = added(overrides).changed.get(path) ?? "";
  return text.split("\n").filter((line) => !before.has(line));
};

test("a Region is one entry in the team's file, and its name in the lists that allow it", () => {
  expect(newLines(TEAM)).toEqual([
    '        role: { kind: "workload-role", perRegion: true, regions: ["us-east-1", "eu-central-1", "eu-west-1"] },',
    '    }, "eu-west-1": {',
    '          network: { cidr: "10.0.16.0/20", natGateways: "none" },',
  ]);
  expect(newLines(INDEX)).toEqual(['  regions: ["us-east-1", "eu-central-1", "eu-west-1"],']);
});

test("what stood in the files stays, comments too", () => {
  for (const [path, text] of added().changed) {
    const after = new Set(text.split("\n"));
    const lost = SAMPLE[path as SamplePath].split("\n").filter((line) => !after.has(line));
    expect(lost.filter((line) => !line.includes("regions: ["))).toEqual([]);
  }
});

test("the address range is the first free one of the team's block, as large as the one that is copied", () => {
  expect(added().changed.get(TEAM)).toContain('"10.0.16.0/20"');
});

test("another Region's workloads are copied on request, and what names that Region must be said", () => {
  expect(() => added({ like: "eu-central-1" })).toThrow(
    "texts that are to be copied name eu-central-1, say what they are to be:\n" +
      "  --set=website.message=<instead of Hello from eu-central-1>",
  );
  const set = ["website.message=Hello from Ireland", "website.network.cidr=10.0.64.0/20"];
  expect(newLines(TEAM, { like: "eu-central-1", set })).toEqual(
    expect.arrayContaining([
      '          network: { cidr: "10.0.64.0/20", natGateways: "none" },',
      '          message: "Hello from Ireland",',
    ]),
  );
});

test("a Region that the environment and the role have already is named once", () => {
  const files = sampleFiles([
    [INDEX, '"eu-central-1"]', '"eu-central-1", "eu-west-1"]'],
    [TEAM, '["us-east-1", "eu-central-1"]', '["us-east-1", "eu-central-1", "eu-west-1"]'],
  ]);
  const { changed, notes } = added({}, files);
  expect([...changed.keys()]).toEqual([TEAM]);
  expect(notes).toContain("Deploy, in this order: dev_eu-west-1/research/<version>");
});

test("the notes tell the tags in their order: the global cell has the new role", () => {
  expect(added().notes).toContain(
    "Deploy, in this order: dev_global/research/<version>, dev_eu-west-1/research/<version>",
  );
});

test.each<[Partial<RegionOptions>, string]>([
  [{ environment: "def" }, 'there is no environment "def", only dev, did you mean "dev"?'],
  [{ team: "reserch" }, 'environment dev has no team "reserch", only research, did you mean "research"?'],
  [{ region: "eu-wst-1" }, '"eu-wst-1" is no AWS Region, did you mean "eu-west-1"?'],
  [{ region: "us-east-1" }, "team research is in us-east-1 of environment dev already"],
  [{ region: "cn-north-1" }, "cn-north-1 is in partition aws-cn, environment dev is in aws"],
  [{ region: "eu-south-2" }, "eu-south-2 must be switched on in every account first"],
  [{ like: "eu-west-2" }, 'team research is not in "eu-west-2", only in us-east-1, eu-central-1'],
  [{ set: ["website"] }, '--set must be <workload>.<path>=<text>, got "website"'],
  [{ set: ["site.message=x"] }, '"site.message" is no text of a workload that is copied'],
  [{ set: ["website.network.cidr=10.0.32.0/20"] }, "10.0.32.0/20 overlaps 10.0.32.0/20"],
])("%j is refused: %s", (overrides, message) => {
  expect(() => added(overrides)).toThrow(message);
});

test("an opt-in Region that is switched on can be added", () => {
  const files = sampleFiles([
    [INDEX, '"eu-central-1"],', '"eu-central-1", "eu-south-2"],\n  optInRegions: ["eu-south-2"],'],
  ]);
  expect(added({ region: "eu-south-2" }, files).changed.get(TEAM)).toContain('"eu-south-2": {');
});

test("a block without a free range is refused with what to do", () => {
  const files = sampleFiles([[TEAM, '"10.0.0.0/20"', '"10.0.0.0/16", overlap: { reason: "x" }']]);
  expect(() => added({}, files)).toThrow(
    "website.network.cidr: 10.0.0.0/16 has no free range as large as 10.0.0.0/16 for eu-west-1: " +
      "give one with --set=website.network.cidr=<range>",
  );
});

test("what is not a literal is refused at its line", () => {
  const files = sampleFiles([[TEAM, "logRetentionDays: 7", "logRetentionDays: 3 + 4"]]);
  expect(() => added({}, files)).toThrow(
    "environments/dev/research.ts:19: environments are literals, this is not one: 3 + 4: write the value itself",
  );
});

test("data that has an issue already is not written on", () => {
  const files = sampleFiles([[TEAM, '"012345678901"', '"12345678901"']]);
  expect(() => added({}, files)).toThrow(
    'dev.teams.research.accountId: must be 12 digits, got "12345678901"',
  );
});
