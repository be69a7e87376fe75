const COLORS = /\u001b\[[0-9;]*m/g;
const TASK = /^> nx run (\S+)/;
/** How jest begins the report of a failed test; "Console" is what a test printed. */
const FAILED = /^ {2}● (?!Console$)(.+)/;
const RETRIED = /^ *(LOGGING RETRY ERRORS|RETRY \d+)/;
/** Enough for the error and the line of the test. */
const LONGEST = 30;

/**
 * What jest says of each failed test in the output of `nx run-many`: to be shown again at the end, where a long log is
 * read first.
 *
 * @param {string} output
 * @returns {string[]} one text per failed test, each of at most 30 lines
 */
export function failedTests(output) {
  const found = [];
  let project = "";
  let lines;
  for (const line of output.replace(COLORS, "").split(/\r?\n/)) {
    const task = TASK.exec(line);
    if (task !== null) project = task[1];
    const failed = FAILED.exec(line);
    if (failed !== null) found.push((lines = [`${project} ● ${failed[1]}`]));
    else if (endsReport(line)) lines = undefined;
    else if (lines !== undefined && lines.length < LONGEST) lines.push(line);
  }
  // A spec that fails is reported where it runs, and again in jest's summary.
  return [...new Set(found.map((report) => report.join("\n").trimEnd()))];
}

const endsReport = (line) =>
  line.startsWith("Test Suites:") || /^ ?(PASS|FAIL) /.test(line) || TASK.test(line) || RETRIED.test(line);
