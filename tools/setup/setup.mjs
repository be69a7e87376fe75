// Installs what is missing: node tools/setup/setup.mjs
import "./node-version.mjs";

import { setUp } from "./set-up.mjs";

process.exitCode = (await setUp()) ? 0 : 1;
