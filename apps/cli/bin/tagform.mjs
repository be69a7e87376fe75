#!/usr/bin/env node
import { launch, ROOT } from "../../../tools/launch/launch.mjs";

const { main } = await launch(`${ROOT}/apps/cli/src/main.ts`);
process.exitCode = await main({ root: ROOT, arguments: process.argv.slice(2) });
