// `to-hcl.mjs N FOLDER`: N cells to HCL, as `tagform synth` makes them.
import { synthesizeCells } from "@tagform/stack";

import { generatedCells, report } from "./cells.mjs";

const [count, outdir] = process.argv.slice(-2);
const { environment, cells } = generatedCells(Number(count));

void report(() =>
  synthesizeCells(
    cells.map((cell) => ({ environment, cell, outdir, format: "hcl" })),
    process.cwd(),
  ),
);
