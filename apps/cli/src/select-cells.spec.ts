import { formatCell } from "@tagform/deployment";

import { cellMatcher, environmentsNamedBy, selectCells } from "./select-cells";

const select = async (...selectors: string[]): Promise<string[]> =>
  (await selectCells(selectors)).map(({ cell }) => formatCell(cell));

test("a tag and a cell name the same cell, which is selected once", async () => {
  expect(await select("dev_us-east-1/research/1.0", "dev_us-east-1/research")).toEqual([
    "dev_us-east-1/research",
  ]);
});

test("a star crosses the slash, and other environments stay out", async () => {
  const dev = await select("dev_*");
  expect(dev).toHaveLength(8);
  expect(dev.every((cell) => cell.startsWith("dev_"))).toBe(true);
  expect(await select("*_global/risk")).toEqual([
    "dev_global/risk",
    "qa_global/risk",
    "staging_global/risk",
    "prod_global/risk",
  ]);
});

test("what matches nothing is an error", async () => {
  await expect(select("dev_mars-*")).rejects.toThrow('no cell matches "dev_mars-*"');
  await expect(select("dev_us-east-1/reserch")).rejects.toThrow(/research/);
});

test("a cell that the data does not have any more is selected by name and glob", () => {
  const isSelected = cellMatcher(["dev_global/gone", "qa_*", "prod_global/tagged/1.0"]);
  const names = ["dev_global/gone", "dev_global/other", "qa_us-east-1/gone", "prod_global/tagged"];
  expect(names.filter(isSelected)).toEqual(["dev_global/gone", "qa_us-east-1/gone", "prod_global/tagged"]);
  expect(names.filter(cellMatcher([]))).toEqual(names);
  expect(() => cellMatcher(["dev_mars/gone"])).toThrow("mars");
});

test("only the environments that selectors name are read", async () => {
  const named = async (...selectors: string[]): Promise<string[]> =>
    (await environmentsNamedBy(selectors)).map(({ name }) => name);
  expect(await named("qa_*", "dev_global/gone", "qa_global/risk")).toEqual(["qa", "dev"]);
  expect(await named()).toEqual(["dev", "qa", "staging", "prod", "tooling", "landing-zone"]);
});
