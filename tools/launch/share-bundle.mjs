// A thread of the launcher: shares a new bundle while its program begins to run.
import { workerData } from "node:worker_threads";

import { SharedBundles } from "./shared-bundles.mjs";

const { root, checkout, name, expected, source, inputs } = workerData;
new SharedBundles(root, checkout, name).put(expected, source, inputs);
