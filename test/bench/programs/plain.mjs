// `plain.mjs N FOLDER hcl|json`: the same stacks as a plain cdktf program synthesizes them: one app, nothing stubbed.
import { App, TerraformStack } from "cdktf";

import { createCellStack } from "../../../libs/stack/src/create-cell-stack.ts";
import { generatedCells, report } from "./cells.mjs";

const [count, outdir, format] = process.argv.slice(-3);
const { environment, cells } = generatedCells(Number(count));

// cdktf asks for native syntax twice.
const hclOutput = format === "hcl";
process.env["SYNTH_HCL_OUTPUT"] = String(hclOutput);

void report(async () => {
  const app = new App({ outdir, hclOutput });
  for (const cell of cells) {
    const stack = await createCellStack(app, { environment, cell, state: environment.state });
    // A cell's own leaves out what cdktf does here.
    stack.prepareStack = () => TerraformStack.prototype.prepareStack.call(stack);
  }
  app.synth();
});
