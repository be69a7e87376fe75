import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { formatCell } from "@tagform/deployment";
import type { TerraformJson } from "@tagform/hcl";
import type { Format } from "@tagform/stack";

import { synthesizerOf } from "../delivery/synthesize";
import { selectCells, type SelectedCell } from "../select-cells";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "synth-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function textOf({ environment, cell }: SelectedCell, format: Format): Promise<string> {
  const { directory, file } = await synthesizerOf(environment, cell, {}, {}, format)(join(folder, format));
  return readFileSync(join(directory, file), "utf8");
}

// Its HCL does not come from that JSON, which takes cdktf longer to write than all else.
test("the HCL of every cell is what becomes of the JSON that cdktf writes", async () => {
  const { convert } = await import("@tagform/hcl");
  const selected = await selectCells(["*"]);
  const differing: string[] = [];
  for (const one of selected) {
    const { hcl } = convert(JSON.parse(await textOf(one, "json")) as TerraformJson);
    if ((await textOf(one, "hcl")) !== hcl) differing.push(formatCell(one.cell));
  }
  expect(differing).toEqual([]);
  expect(selected.length).toBeGreaterThan(0);
}, 60_000);
