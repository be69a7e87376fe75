// Runs a TypeScript program: `node run.mjs main.ts`, as the cdktf.json of an app does.
import { resolve } from "node:path";

import { launch } from "./launch.mjs";

const [entry] = process.argv.slice(2);
if (entry === undefined) {
  console.error("usage: node run.mjs PROGRAM.ts");
  process.exit(1);
}
await launch(resolve(entry));
