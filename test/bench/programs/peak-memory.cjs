// `NODE_OPTIONS="--require .../peak-memory.cjs"`: writes the most memory that a program had, in bytes, when it ends.
const { writeFileSync } = require("node:fs");

const { BENCH_PEAK_FILE } = process.env;
process.once("exit", () => writeFileSync(BENCH_PEAK_FILE, String(process.resourceUsage().maxRSS * 1024)));
