import { formatCell } from "@tagform/deployment";

import { selectCells } from "./select-cells";

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
