import { COMMANDS } from "./commands";
import { tagform } from "./fixtures/recording-context";

test("--help lists every command and the exit codes", async () => {
  const { exitCode, printed } = await tagform(["--help"]);
  expect(exitCode).toBe(0);
  expect(printed).toContain("Exit codes:");
  expect(COMMANDS.length).toBeGreaterThan(10);
});

test.each([
  "list",
  "explain",
  "check",
  "synth",
  "convert",
  "doctor",
  "source",
  "verify",
  "plan",
  "approve",
  "apply",
  "record",
  "destroy",
  "rehearse",
])("%s has a help text of its own", async (name) => {
  const { exitCode, printed } = await tagform([name, "--help"]);
  expect(exitCode).toBe(0);
  expect(printed).toMatch(new RegExp(`^Usage: tagform ${name}`));
});

test("an unknown command is an error that proposes the nearest one", async () => {
  const { exitCode, noted } = await tagform(["explian", "dev_us-east-1/research/1.0"]);
  expect(exitCode).toBe(1);
  expect(noted).toContain("Did you mean explain?");
});

test("a mistake of the reader is told in its own words, without a stack trace", async () => {
  const { exitCode, noted } = await tagform(["explain", "devops_us-east-1/research/1.0"]);
  expect(exitCode).toBe(1);
  expect(noted).toMatch(/^tagform: /);
  expect(noted).toContain("devops");
  expect(noted).not.toMatch(/\n\s+at /);
});

test("a step without tag and run directory says what it needs", async () => {
  expect(await tagform(["plan"])).toMatchObject({
    exitCode: 1,
    noted: "tagform: give a tag or --run <dir>, got neither",
  });
});
