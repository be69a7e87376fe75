// npm run demo: sets up, then rehearses a deployment on an embedded AWS.
import "./node-version.mjs";

import { runHere } from "./child-process.mjs";
import { ROOT, setUp } from "./set-up.mjs";

const TAG = "dev_us-east-1/research/1.0";

if (await setUp()) {
  const args = ["apps/cli/bin/tagform.mjs", "rehearse", TAG, ...process.argv.slice(2)];
  process.exitCode = await runHere(process.execPath, args, ROOT);
} else {
  process.exitCode = 1;
}
