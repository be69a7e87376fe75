import { evaluate } from "./evaluate";

const reports = (text: string): unknown => evaluate("failed-tests.mjs", "all.failedTests(text)", { text });

const OUTPUT = `
> nx run steps:test

> jest --config jest.preset.js --rootDir libs/steps

\u001b[31mFAIL\u001b[39m libs/steps/src/apply/faults.spec.ts
  ✕ one Ctrl-C ends apply (5 ms)

  \u001b[1m● \u001b[22mConsole

    console.warn
      SKIPPED: a real AWS provider

  \u001b[1m● one Ctrl-C ends apply\u001b[22m

    expect(received).toBe(expected)

      at src/apply/faults.spec.ts:12:3

 PASS  libs/steps/src/plan/plan.spec.ts
  ✓ plans (3 ms)

Summary of all failing tests
FAIL libs/steps/src/apply/faults.spec.ts
  ● one Ctrl-C ends apply

    expect(received).toBe(expected)

      at src/apply/faults.spec.ts:12:3

Test Suites: 1 failed, 1 passed, 2 total
`;

test("each failed test is reported once, with its project and error", () => {
  expect(reports(OUTPUT)).toEqual([
    "steps:test ● one Ctrl-C ends apply\n\n    expect(received).toBe(expected)\n\n      at src/apply/faults.spec.ts:12:3",
  ]);
});

test("a long report is cut", () => {
  const long = `> nx run a:test\n  ● too much\n${"    line\n".repeat(100)}`;
  expect((reports(long) as string[])[0]?.split("\n")).toHaveLength(30);
});

test("nothing failed, nothing is reported", () => {
  expect(reports("> nx run a:test\n PASS  a.spec.ts\n  ● Console\n\n    said\n")).toEqual([]);
});
