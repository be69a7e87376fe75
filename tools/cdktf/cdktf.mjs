#!/usr/bin/env node
// `npx cdktf`: the real cdktf-cli, in this process. Its packages are installed at the first use.
import { createRequire } from "node:module";
import { delimiter, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { installedCli } from "./installed-cli.mjs";
import { assertTerminalBinary } from "./terminal-binary.mjs";

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

try {
  const { packages, program } = await installedCli(ROOT);
  assertTerminalBinary(packages, process);
  // It reports every run to its maker otherwise, who has ended the product.
  process.env.CHECKPOINT_DISABLE ??= "1";
  process.env.PATH = [join(ROOT, ".tagform/bin"), process.env.PATH].filter(Boolean).join(delimiter);
  process.argv[1] = program;
  createRequire(program)(program);
} catch (error) {
  console.error(`cdktf: ${error.message}`);
  process.exitCode = 1;
}
