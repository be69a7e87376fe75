// `to-json.mjs N FOLDER`: the same stacks as a plain cdktf program synthesizes them: one app, JSON, nothing stubbed.
import { App, TerraformStack } from "cdktf";

import { createCellStack } from "../../../libs/stack/src/create-cell-stack.ts";
import { generatedCells, report } from "./cells.mjs";

const [count, outdir] = process.argv.slice(-2);
const { environment, cells } = generatedCells(Number(count));

void report(async () => {
  const app = new App({ outdir, hclOutput: false });
  for (const cell of cells) {
    const stack = await createCellStack(app, { environment, cell, state: environment.state });
    // A cell's own leaves out what cdktf does here.
    stack.prepareStack = () => TerraformStack.prototype.prepareStack.call(stack);
  }
  app.synth();
});
