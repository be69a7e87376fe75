/** @typedef {{ passed: number, failed: number, skipped: number }} Count */

const COLORS = /\u001b\[[0-9;]*m/g;
const TASK = /^> nx run (\S+):(\S+)/;
const TESTS = /^Tests: +(.+), \d+ total$/;
const FAILED_TASK = /^- (\S+):(\S+)$/;

/**
 * Counts jest's tests in the output of `nx run-many --output-style static`, which is the same whether a task ran
 * or came from the cache.
 *
 * A test task that failed without a failed test (a file that does not compile, no tests at all) is one failure.
 *
 * @param {string} output
 * @returns {Count}
 */
export function countTests(output) {
  const { tests, failedTasks } = read(output);
  const count = { passed: 0, failed: 0, skipped: 0 };
  for (const one of tests.values()) add(count, one);
  for (const task of failedTasks) {
    if (task.target === "test" && (tests.get(task.project)?.failed ?? 0) === 0) count.failed += 1;
  }
  return count;
}

/**
 * The targets (lint, typecheck) of which a task failed.
 *
 * @param {string} output of `nx run-many`
 * @returns {Set<string>}
 */
export function failedTargets(output) {
  return new Set(read(output).failedTasks.map(({ target }) => target));
}

/** @param {Count} to @param {Count} count */
export function add(to, { passed, failed, skipped }) {
  to.passed += passed;
  to.failed += failed;
  to.skipped += skipped;
}

/** @param {Count} count */
export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped === 0 ? "" : `, ${skipped} skipped`}`;
}

function read(output) {
  const tests = new Map();
  const failedTasks = [];
  let project;
  let inFailed = false;
  for (const line of output.replace(COLORS, "").split(/\r?\n/)) {
    const task = TASK.exec(line);
    if (task !== null) project = task[2] === "test" ? task[1] : undefined;
    const summary = TESTS.exec(line);
    if (summary !== null && project !== undefined) tests.set(project, parseSummary(summary[1]));
    if (line.startsWith("Failed tasks:")) inFailed = true;
    const failed = inFailed ? FAILED_TASK.exec(line) : null;
    if (failed !== null) failedTasks.push({ project: failed[1], target: failed[2] });
  }
  return { tests, failedTasks };
}

function parseSummary(text) {
  const number = (word) => Number(new RegExp(`(\\d+) ${word}`).exec(text)?.[1] ?? 0);
  return { passed: number("passed"), failed: number("failed"), skipped: number("skipped") + number("todo") };
}
