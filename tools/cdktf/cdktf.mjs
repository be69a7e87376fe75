#!/usr/bin/env node
// `npx cdktf`: the real cdktf-cli. Its packages are installed at the first use.
import { delimiter, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { runHere } from "../setup/child-process.mjs";
import { installedCli } from "./installed-cli.mjs";
import { assertTerminalBinary } from "./terminal-binary.mjs";

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

try {
  const { packages, program } = await installedCli(ROOT);
  assertTerminalBinary(packages, process);
  // It reports every run to its maker otherwise, who has ended the product.
  process.env.CHECKPOINT_DISABLE ??= "1";
  process.env.PATH = [join(ROOT, ".tagform/bin"), process.env.PATH].filter(Boolean).join(delimiter);
  const [, , ...words] = process.argv;
  process.exitCode = await runHere(process.execPath, [program, ...words], process.cwd());
} catch (error) {
  console.error(`cdktf: ${error.message}`);
  process.exitCode = 1;
}
