import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { cellsOf } from "@tagform/config";
import { formatCell, parseCell } from "@tagform/deployment";
import { environment } from "@tagform/environments/qa";
import { synthesizeCell } from "@tagform/stack";
import { countTypes, type TerraformDocument } from "@tagform/testing";

const outdir = mkdtempSync(join(tmpdir(), "app-qa-"));
afterAll(() => rmSync(outdir, { recursive: true }));

test.each(cellsOf(environment).map(formatCell))("%s synthesizes what was reviewed", async (text) => {
  const cell = await synthesizeCell({ environment, cell: parseCell(text), outdir, format: "json" });
  const document = JSON.parse(readFileSync(join(cell.directory, cell.file), "utf8")) as TerraformDocument;
  expect(countTypes(document)).toMatchSnapshot();
});
