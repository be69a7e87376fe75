import { EventEmitter } from "node:events";

import { type Context, createContext } from "./context";

interface Streams {
  readonly stdin?: boolean;
  readonly stdout?: boolean;
  readonly stderr?: boolean;
}

/** A context of a process whose streams are terminals or not, and what it wrote. */
function contextOf(
  streams: Streams,
  variables: Record<string, string> = {},
): { context: Context; written: string[] } {
  const written: string[] = [];
  const stream = (isTTY = false) => ({
    isTTY,
    columns: 80,
    write: (text: string) => written.push(text),
  });
  const process = Object.assign(new EventEmitter(), {
    version: "v20.19.0",
    execPath: "/usr/bin/node",
    stdin: stream(streams.stdin),
    stdout: stream(streams.stdout),
    stderr: stream(streams.stderr),
  }) as unknown as NodeJS.Process;
  return { context: createContext({ root: "/", process, variables }), written };
}

const TERMINAL = { stdin: true, stdout: true, stderr: true };
const isColored = (streams: Streams, variables?: Record<string, string>): boolean =>
  contextOf(streams, variables).context.colors.isColorSupported;

test.each([
  ["on a terminal", TERMINAL, {}, true],
  ["in a pipe", { stdin: true, stderr: true }, {}, false],
  ["with NO_COLOR", TERMINAL, { NO_COLOR: "1" }, false],
  ["with an empty NO_COLOR, which is none", TERMINAL, { NO_COLOR: "" }, true],
  ["with FORCE_COLOR in a pipe", {}, { FORCE_COLOR: "1" }, true],
  ["with both, where NO_COLOR wins", {}, { FORCE_COLOR: "1", NO_COLOR: "1" }, false],
  ["on a terminal that cannot", TERMINAL, { TERM: "dumb" }, false],
])("colors %s", (_, streams, variables, expected) => {
  expect(isColored(streams, variables as Record<string, string>)).toBe(expected);
});

test.each([
  ["a person at a terminal can be asked", TERMINAL, {}, true],
  ["nobody can without standard input", { stdout: true, stderr: true }, {}, false],
  ["nobody can where the question would not be seen", { stdin: true, stdout: true }, {}, false],
  ["nobody can in CI, whatever it pretends", TERMINAL, { CI: "true" }, false],
])("%s", (_, streams, variables, expected) => {
  expect(contextOf(streams, variables as Record<string, string>).context.isInteractive).toBe(expected);
});

test.each([
  ["on a terminal", TERMINAL, {}, true],
  ["in CI", TERMINAL, { CI: "true" }, false],
  ["with TERM=dumb", TERMINAL, { TERM: "dumb" }, false],
  ["where stderr is a file", { stdin: true, stdout: true }, {}, false],
])("a line of status %s: only where it can be erased again", (_, streams, variables, expected) => {
  const { context, written } = contextOf(streams, variables);
  context.status.start("verify");
  context.note("verify: tflint: passed");
  context.status.stop();
  expect(written.some((text) => text.includes("\u001b[2K"))).toBe(expected);
  expect(written).toContain("verify: tflint: passed\n");
});
