// npm test: sets up, then format, lint, types, the projects' tests and those that span projects.
import "./node-version.mjs";

import { delimiter, join } from "node:path";

import { run } from "./child-process.mjs";
import { add, closingLine, countTests, failedTargets } from "./count-tests.mjs";
import { failedTests } from "./failed-tests.mjs";
import { stopwatch } from "./progress.mjs";
import { ROOT, setUp } from "./set-up.mjs";

const SPANNING = "test/*";

const env = {
  ...process.env,
  NX_DAEMON: "false",
  NX_NO_CLOUD: "true",
  NX_TUI: "false",
  PATH: [join(ROOT, ".tagform/bin"), process.env.PATH].filter(Boolean).join(delimiter),
};
/** In CI nothing is taken from a cache. */
const FRESH = process.env.CI === "true" ? ["--skip-nx-cache"] : [];

const total = { passed: 0, failed: 0, skipped: 0 };
const failures = [];
const reports = [];

function pass(count = 1) {
  total.passed += count;
}

function fail(what) {
  total.failed += 1;
  failures.push(what);
}

async function phase(title, program, args) {
  console.log(`\n== ${title}`);
  const elapsed = stopwatch();
  const result = await run(join(ROOT, "node_modules/.bin", program), args, { cwd: ROOT, env, show: true });
  console.log(`== ${title}: ${result.exitCode === 0 ? "passed" : "FAILED"} (${elapsed()})`);
  return result;
}

async function checkFormat() {
  const { exitCode } = await phase("format", "prettier", ["--check", "."]);
  if (exitCode === 0) pass();
  else fail("format: npm run format mends it");
}

async function checkProjects(targets) {
  const { exitCode, output } = await nx(targets.join(" and "), [...["-t", ...targets], "--parallel", "2"]);
  const failed = failedTargets(output);
  for (const target of targets) {
    if (failed.has(target)) fail(target);
    else if (exitCode === 0 || failed.size > 0) pass();
    else fail(`${target}: nx ended with exit code ${exitCode}`);
  }
}

async function testProjects(title, args) {
  const { exitCode, output } = await nx(title, ["-t", "test", ...args]);
  const count = countTests(output);
  add(total, count);
  reports.push(...failedTests(output));
  if (count.failed > 0) failures.push(title);
  else if (exitCode !== 0) fail(`${title}: nx ended with exit code ${exitCode}`);
  else if (count.passed === 0) fail(`${title}: no tests ran`);
}

const nx = (title, args) =>
  phase(title, "nx", ["run-many", ...args, "--output-style", "static", "--nxBail=false", ...FRESH]);

if (await setUp()) {
  await checkFormat();
  await checkProjects(["lint", "typecheck"]);
  await testProjects("tests of each project", ["--exclude", SPANNING, "--parallel", "2"]);
  // These run real tools and whole deliveries, which wait a lot, and never from a cache.
  await testProjects("tests that span projects", [
    "--projects",
    SPANNING,
    "--parallel",
    "3",
    "--skip-nx-cache",
  ]);
} else {
  fail("set-up");
}
for (const report of reports) console.log(`\n${report}`);
console.log("");
for (const failure of failures) console.log(`failed: ${failure}`);
console.log(closingLine(total));
process.exitCode = total.failed === 0 ? 0 : 1;
