// `to-hcl.mjs N FOLDER`: N cells to HCL, as `tagform synth` makes them.
import { synthesizeCell } from "@tagform/stack";

import { generatedCells, report } from "./cells.mjs";

const [count, outdir] = process.argv.slice(-2);
const { environment, cells } = generatedCells(Number(count));

await report(async () => {
  for (const cell of cells) await synthesizeCell({ environment, cell, outdir, format: "hcl" });
});
