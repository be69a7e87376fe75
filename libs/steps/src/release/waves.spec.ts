import { formatCell, parseCell } from "@tagform/deployment";

import { wavesOf } from "./waves";

const CELLS = [
  "dev_eu-central-1/research",
  "dev_global/research",
  "dev_us-east-1/risk",
  "dev_us-east-1/research",
];
const regions = ["us-east-1", "eu-central-1", "ap-southeast-1"] as const;
const waves = (cells: readonly string[], canary?: string): [string, string[]][] =>
  wavesOf({
    cells: cells.map(parseCell),
    regions,
    ...(canary === undefined ? {} : { canary }),
  }).map((wave) => [wave.name, wave.cells.map(formatCell)]);

test("global cells come first, then the environment's first Region, then the others", () => {
  expect(waves(CELLS)).toEqual([
    ["global", ["dev_global/research"]],
    ["canary us-east-1", ["dev_us-east-1/risk", "dev_us-east-1/research"]],
    ["other Regions", ["dev_eu-central-1/research"]],
  ]);
});

test("another Region may be the canary", () => {
  expect(waves(CELLS, "eu-central-1").map(([name]) => name)).toEqual([
    "global",
    "canary eu-central-1",
    "other Regions",
  ]);
});

test("a single cell is a single wave", () => {
  expect(waves(["dev_ap-southeast-1/risk"])).toEqual([
    ["canary ap-southeast-1", ["dev_ap-southeast-1/risk"]],
  ]);
});

test("a canary Region without a cell is refused, with those that have one", () => {
  expect(() => waves(CELLS, "ap-southeast-1")).toThrow(
    'canary Region "ap-southeast-1" has none of the cells, allowed are us-east-1, eu-central-1',
  );
  expect(() => waves(["dev_global/risk"], "us-east-1")).toThrow("none of the cells is in a Region");
});
